import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { can, type Permission, permissionFor, ROLES } from '@/lib/auth/permissions';
import { ruleOf } from '@/lib/auth/rules';
import { revokeSession } from '@/lib/auth/sessions';
import { closeDb } from '@/lib/db/client';
import { commandSchema } from '@/lib/domain/command';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { type Entrance, findActions, findInlineActions, findPages, findRoutes } from '../setup/guarded';
import { browse } from '../setup/next-request';
import { ACTION_RULES, type EntranceRule, PAGE_RULES, ROUTE_RULES } from '../setup/route-rules';
import { sampleOf } from '../setup/sample';
import { signedIn, TEST_SECRET } from '../setup/signed-in';

vi.mock('next/headers', async () => (await import('../setup/next-request')).nextHeaders());

let database: TestDatabase;
let routes: Entrance[];
let actions: Entrance[];
/** Cookies: one for each role, one of a revoked session, one that nobody signed, none at all. */
const cookies = new Map<string, string | undefined>();

beforeAll(async () => {
  database = await freshDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = TEST_SECRET;
  process.env.REPLI_LOG_LEVEL = 'silent';
  [routes, actions] = await Promise.all([findRoutes(), findActions()]);
  for (const role of ROLES) cookies.set(role, (await signedIn(role)).cookie);
  const revoked = await signedIn('admin');
  await revokeSession(revoked.sessionId);
  cookies.set('revoked', revoked.cookie).set('forged', 'e30.forged').set('nobody', undefined);
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});

const permissionOf = (rule: EntranceRule | undefined): Permission | null =>
  typeof rule === 'string' && rule !== 'by command' ? rule : null;
const ruleNames = (rules: Record<string, unknown>) => Object.keys(rules).sort();
const names = (entrances: readonly Entrance[]) => entrances.map(({ name }) => name).sort();

/** What this cookie should get: let in, 401 or 403. */
function expected(who: string, permission: Permission): 'in' | 401 | 403 {
  const role = ROLES.find((one) => one === who);
  if (!role) return 401;
  return can(role, permission) ? 'in' : 403;
}

async function askRoute(entrance: Entrance, who: string, headers: Record<string, string> = {}): Promise<number | 'in'> {
  browse(cookies.get(who));
  const [method = 'GET', address = '/'] = entrance.name.split(' ');
  const leave = new AbortController();
  const request = new Request(`http://localhost${address.replaceAll(/\[.*?\]/g, 'none')}`, {
    method,
    headers: { host: 'localhost', origin: 'http://localhost', ...headers },
    signal: leave.signal,
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
  const params = Promise.resolve({ id: 'none', token: 'none' });
  const response = (await entrance.call(...([request, { params }] as never[]))) as Response;
  leave.abort();
  await response.body?.cancel().catch(() => undefined);
  return response.status === 401 || response.status === 403 ? response.status : 'in';
}

async function askAction(entrance: Entrance, who: string, ...input: unknown[]): Promise<401 | 403 | 'in'> {
  browse(cookies.get(who));
  const result = (await entrance.call(...(input as never[]))) as { ok: boolean; error?: { code: string } };
  if (result.error?.code === 'signed_out') return 401;
  return result.error?.code === 'forbidden' ? 403 : 'in';
}

describe('every entrance has a rule', () => {
  it('each route handler', () => {
    expect(names(routes)).toEqual(ruleNames(ROUTE_RULES));
  });

  it('each server action', () => {
    expect(names(actions)).toEqual(ruleNames(ACTION_RULES));
    expect(findInlineActions(), "'use server' inside a function cannot be listed").toEqual([]);
  });

  it('each page', () => {
    const asked = Object.fromEntries(findPages());
    const ruled = Object.entries(PAGE_RULES).map(([page, rule]) => [page, typeof rule === 'string' ? rule : null]);
    expect(asked).toEqual(Object.fromEntries(ruled));
  });

  it('and is made by a guard that says the same', () => {
    for (const { name, call } of [...routes, ...actions]) {
      const rule = ROUTE_RULES[name] ?? ACTION_RULES[name];
      const made = ruleOf(call);
      if (rule === 'by command') expect(made, name).toEqual({ kind: 'by_input' });
      else if (typeof rule === 'string') expect(made, name).toEqual({ kind: 'permission', permission: rule });
      else expect(made, name).toMatchObject({ kind: 'public' });
    }
  });

  it('which a handler without a guard does not have', () => {
    expect(ruleOf(async () => new Response())).toBeUndefined();
  });
});

describe('every route', () => {
  it('lets in whom its rule names, and nobody else', async () => {
    for (const entrance of routes) {
      const permission = permissionOf(ROUTE_RULES[entrance.name]);
      if (!permission) continue;
      for (const who of cookies.keys()) {
        expect(await askRoute(entrance, who), `${who}: ${entrance.name}`).toBe(expected(who, permission));
      }
    }
  });

  it('that changes something refuses other sites', async () => {
    for (const entrance of routes.filter(({ name }) => !name.startsWith('GET') && !name.includes('nextauth'))) {
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      // One that takes tokens does not know the cookie at all.
      expect(await askRoute(entrance, 'admin', headers), entrance.name).not.toBe('in');
    }
  });
});

describe('every action', () => {
  it('lets in whom its rule names, and nobody else', async () => {
    for (const entrance of actions) {
      const permission = permissionOf(ACTION_RULES[entrance.name]);
      if (!permission) continue;
      for (const who of cookies.keys()) {
        expect(await askAction(entrance, who), `${who}: ${entrance.name}`).toBe(expected(who, permission));
      }
    }
  });

  it('that takes commands asks for the permission of the command, and takes no fact from a person', async () => {
    const act = actions.find(({ name }) => name.endsWith('#act'));
    if (!act) throw new Error('the generic action is gone');
    for (const option of commandSchema.options) {
      const command = commandSchema.parse(sampleOf(option));
      const permission = permissionFor(command.type);
      for (const who of cookies.keys()) {
        const should = permission ? expected(who, permission) : ROLES.some((role) => role === who) ? 403 : 401;
        expect(await askAction(act, who, 'none', command), `${who}: ${command.type}`).toBe(should);
      }
    }
  });
});
