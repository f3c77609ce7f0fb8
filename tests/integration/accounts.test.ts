import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as exportAudit } from '@/app/audit/export/route';
import { auditQuerySchema, listActions, readAudit } from '@/lib/audit/read';
import { changeRole, endOwnSession, invite, listAccounts, resetAccess, setDisabled } from '@/lib/auth/accounts';
import { admit, type Vouched } from '@/lib/auth/admit';
import { readSession } from '@/lib/auth/sessions';
import { byLink } from '@/lib/auth/sign-in';
import { closeDb, db } from '@/lib/db/client';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { browse } from '../setup/next-request';
import { signedIn, TEST_SECRET } from '../setup/signed-in';

vi.mock('next/headers', async () => (await import('../setup/next-request')).nextHeaders());

let database: TestDatabase;
let ada: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  database = await freshDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = TEST_SECRET;
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});
beforeEach(async () => {
  ada = await signedIn('admin', 'Ada');
});
afterEach(async () => {
  await db().user.deleteMany();
  await db().auditEntry.deleteMany();
});

const token = (path: string) => new URL(path, 'http://localhost').searchParams.get('token') ?? '';
const accountOf = async (userId: string) => (await listAccounts()).find(({ id }) => id === userId);

describe('an account', () => {
  it('begins with an invitation, whose link signs its person in once', async () => {
    const invited = await invite({ email: 'lea@example.com', name: 'Léa', role: 'commander' }, ada.userId);
    if (!invited.ok) throw new Error(invited.error.code);
    expect(await byLink(token(invited.data.path))).toMatchObject({ email: 'lea@example.com' });
    expect(await byLink(token(invited.data.path))).toBeNull();
    const again = await invite({ email: 'lea@example.com', name: 'Léa', role: 'viewer' }, ada.userId);
    expect(again).toMatchObject({ ok: false, error: { code: 'address_taken' } });
  });

  it('has another role at once, and none but the last administrator’s cannot be changed', async () => {
    const sam = await signedIn('viewer', 'Sam');
    await changeRole({ userId: sam.userId, role: 'commander' }, ada.userId);
    expect((await readSession(sam.sessionId))?.user.role).toBe('commander');
    const last = await changeRole({ userId: ada.userId, role: 'viewer' }, ada.userId);
    expect(last).toMatchObject({ ok: false, error: { code: 'last_admin' } });
    expect((await readSession(ada.sessionId))?.user.role).toBe('admin');
  });

  it('loses access at once, and gets it back', async () => {
    const sam = await signedIn('responder', 'Sam');
    expect(await setDisabled(ada.userId, true, ada.userId)).toMatchObject({ error: { code: 'own_account' } });
    await setDisabled(sam.userId, true, ada.userId);
    expect(await readSession(sam.sessionId)).toBeNull();
    expect(await accountOf(sam.userId)).toMatchObject({ disabled: true, sessions: [] });
    await setDisabled(sam.userId, false, ada.userId);
    const fresh = await resetAccess(sam.userId, ada.userId);
    if (!fresh.ok) throw new Error(fresh.error.code);
    expect(await byLink(token(fresh.data.path))).toMatchObject({ name: 'Sam' });
  });

  it('ends its own sessions, and nobody else’s', async () => {
    const sam = await signedIn('responder', 'Sam');
    expect(await endOwnSession(ada.sessionId, sam.userId)).toMatchObject({ error: { code: 'not_found' } });
    expect(await readSession(ada.sessionId)).not.toBeNull();
    await endOwnSession(sam.sessionId, sam.userId);
    expect(await readSession(sam.sessionId)).toBeNull();
  });
});

describe('somebody who signs in elsewhere', () => {
  const vouched: Vouched = {
    provider: 'oidc',
    subject: 'u-71',
    email: 'lea@example.com',
    name: 'Léa',
    role: 'commander',
    rolesFollow: true,
  };

  it('gets an account with the role of their claims, which follows them at every sign-in', async () => {
    const first = await admit(vouched);
    expect(await accountOf(first.id)).toMatchObject({ role: 'commander', signsInBy: ['oidc'] });
    const moved = await admit({ ...vouched, email: 'lea.martin@example.com', role: 'viewer' });
    expect(moved.id).toBe(first.id);
    expect(await accountOf(first.id)).toMatchObject({ role: 'viewer', email: 'lea@example.com' });
  });

  it('finds the account that has their address', async () => {
    await invite({ email: 'lea@example.com', name: 'Léa', role: 'viewer' }, ada.userId);
    const { id } = await admit({ ...vouched, provider: 'github', role: null, rolesFollow: false });
    expect(await accountOf(id)).toMatchObject({ role: 'viewer', signsInBy: ['github'] });
  });

  it('is refused without a role, an invitation, or access', async () => {
    expect(await admit({ ...vouched, role: null })).toMatchObject({ refused: 'no_role' });
    expect(await admit({ ...vouched, role: null, rolesFollow: false })).toMatchObject({ refused: 'not_invited' });
    const { id } = await admit(vouched);
    await setDisabled(id, true, ada.userId);
    expect(await admit(vouched)).toMatchObject({ refused: 'disabled' });
  });
});

describe('the audit log', () => {
  const find = async (query: object) =>
    (await readAudit(auditQuerySchema.parse(query))).entries.map(({ action, actor, subject }) => [
      action,
      actor,
      subject,
    ]);

  it('names who did what, and is filtered by person, action and day', async () => {
    const sam = await signedIn('responder', 'Sam');
    await invite({ email: 'lea@example.com', name: 'Léa', role: 'viewer' }, ada.userId);
    await setDisabled(sam.userId, true, ada.userId);
    const { email } = await db().user.findUniqueOrThrow({ where: { id: sam.userId } });
    const [disabled, added] = [
      ['user.disabled', 'Ada', email],
      ['user.added', 'Ada', 'lea@example.com'],
    ];
    expect(await find({})).toEqual([disabled, added]);
    expect(await find({ q: 'LEA@' })).toEqual([added]);
    expect(await find({ q: 'ada', action: 'user.disabled' })).toEqual([disabled]);
    const [today, before] = [new Date(), new Date(Date.now() - 86_400_000)].map((at) => at.toISOString().slice(0, 10));
    expect(await find({ from: today, until: today })).toHaveLength(2);
    expect(await find({ until: before })).toEqual([]);
    expect(await listActions()).toEqual(['user.added', 'user.disabled']);
  });

  it('is paged without loss, and exported whole as CSV that a spreadsheet does not run', async () => {
    const data = Array.from({ length: 120 }, (_, n) => ({ actor: 'test', action: 'user.added', subject: `=1+${n}` }));
    await db().auditEntry.createMany({ data });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readAudit(auditQuerySchema.parse({ cursor }));
      seen.push(...page.entries.map(({ subject }) => subject));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(data.map(({ subject }) => subject).reverse());
    browse(ada.cookie);
    const answer = await exportAudit(new Request('http://localhost/audit/export?action=user.added'), {
      params: Promise.resolve({}),
    });
    const lines = (await answer.text()).trim().split('\n');
    expect(lines[0]).toBe('at,actor,action,subject,data');
    expect(lines).toHaveLength(121);
    expect(lines[1]).toContain(",'=1+119,");
  });
});
