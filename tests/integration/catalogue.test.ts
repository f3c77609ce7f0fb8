import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listArchived, setArchived } from '@/lib/catalogue/archive';
import { exportCatalogue } from '@/lib/catalogue/export';
import { serviceHistory } from '@/lib/catalogue/history';
import { importCatalogue } from '@/lib/catalogue/import';
import { getService, listServices, serviceFact } from '@/lib/catalogue/read';
import { closeDb, db } from '@/lib/db/client';
import { declare } from '@/lib/incidents/declare';
import { homeServices } from '@/lib/incidents/read/home-services';
import { stopBoss } from '@/lib/queue/boss';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { TEST_SECRET } from '../setup/signed-in';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = TEST_SECRET;
});
afterAll(async () => {
  await stopBoss();
  await closeDb();
  await database.drop();
});
afterEach(async () => {
  await db().runClaim.deleteMany();
  await db().incident.deleteMany();
  await db().service.deleteMany();
  await db().auditEntry.deleteMany();
});

const SHOP = `services:
  - slug: shop
    name: Shop
    environment: production
    owner: Payments team
    contacts:
      - { role: on-call, name: Ann, phone: "+33 1 02 03 04 05" }
      - { role: on-call, name: Ann, email: ann@shop.example }
    links: [{ name: Dashboard, url: "https://dash.example/shop" }]
    channels:
      - { kind: webhook, url: env:HOOK_A, secret: env:HOOK_SECRET }
      - { kind: webhook, url: "https://hooks.example/b", secret: env:HOOK_SECRET }
    stability: { windowSeconds: 90, intervalSeconds: 3 }
    objection: { seconds: 20 }
    freezes:
      - { from: 2026-12-24T18:00:00+01:00, until: 2027-01-02T08:00:00+01:00, reason: Holidays }
      - { from: 2026-06-01T00:00:00Z, until: 2026-06-02T00:00:00Z, reason: Sales }
    components:
      - { name: web, provider: git, config: { remote: "https://git.example/web.git", branch: main } }
      - { name: api, provider: git, config: { remote: "https://git.example/api.git" } }
    checks:
      - { name: Health, kind: http, required: true, config: { url: "https://shop.example/health", json: { path: status, equals: ok } } }
      - { name: Admin login works, kind: manual, config: { instruction: Sign in as admin } }
    playbooks:
      - { name: Code only, when: "a bad deployment, the data is fine", expectMinutes: 10, steps: [web, api] }
      - { name: Complete, expectMinutes: 40, steps: [[web, api]] }
`;

const imported = async (text: string, options: { dryRun?: boolean } = {}) => {
  const result = await importCatalogue(text, 'test', options);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.changes.map(({ action, subject, name, fields }) => [action, subject, name, ...fields].join(' '));
};

/** An incident of this service with a run that has not ended. */
async function runningIncident(serviceId: string): Promise<void> {
  const id = randomUUID();
  const at = new Date();
  await db().incident.create({
    data: {
      ...{ id, serviceId, title: 'x', class: 'urgent', status: 'open', phase: 'execution', drill: false },
      ...{
        commanderId: 'c',
        commander: 'c',
        declaredAt: at,
        lastSeq: 1,
        lastAt: at,
        lastHash: '',
        state: {},
        stateVersion: 1,
      },
    },
  });
  await db().runClaim.create({
    data: { runId: randomUUID(), incidentId: id, fence: 1, worker: 'w', expiresAt: at },
  });
}

describe('importing the catalogue', () => {
  it('says in a dry run what would change, and changes nothing', async () => {
    expect(await imported(SHOP, { dryRun: true })).toContain('created service Shop');
    expect(await db().service.count()).toBe(0);
    expect(await db().auditEntry.count()).toBe(0);
  });

  it('changes nothing the second time, nor with its own export', async () => {
    await imported(SHOP);
    expect(await imported(SHOP)).toEqual([]);
    const yaml = await exportCatalogue();
    expect(await imported(yaml)).toEqual([]);
    expect(await exportCatalogue()).toBe(yaml);
    expect(await db().service.findFirst()).toMatchObject({ version: 1 });
  });

  it('keeps the id of what keeps its name, and counts versions', async () => {
    await imported(SHOP);
    const before = await db().component.findMany({ orderBy: { position: 'asc' } });
    const changed = SHOP.replace('branch: main', 'branch: production').replace(
      'owner: Payments team',
      'owner: Shop team',
    );
    expect(await imported(changed)).toEqual(['changed service Shop owner', 'changed component web config.branch']);
    const after = await db().component.findMany({ orderBy: { position: 'asc' } });
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]?.config).toMatchObject({ branch: 'production' });
    expect(await db().service.findFirst()).toMatchObject({ version: 2, owner: 'Shop team' });
  });

  it('moves a freeze and takes the objection out again', async () => {
    await imported(SHOP);
    const before = await db().freezeWindow.findFirstOrThrow({ where: { reason: 'Holidays' } });
    const changed = SHOP.replace('2027-01-02T08', '2027-01-03T08').replace('    objection: { seconds: 20 }\n', '');
    expect(await imported(changed)).toEqual([
      'changed service Shop objection',
      'changed freeze 2026-12-24T17:00:00Z until',
    ]);
    const after = await db().freezeWindow.findFirst({ where: { id: before.id } });
    expect(after?.endsAt).toEqual(new Date('2027-01-03T07:00:00Z'));
    const withoutFreezes = changed.replace(/ {4}freezes:\n.*\n.*\n/, '');
    expect(await imported(withoutFreezes)).toEqual([
      'removed freeze 2026-12-24T17:00:00Z',
      'removed freeze 2026-06-01T00:00:00Z',
    ]);
    expect(await getService('shop')).toMatchObject({ objectionMs: null, freezes: [] });
  });

  it('removes what the file no longer has, and leaves other services alone', async () => {
    await imported(SHOP);
    await imported(SHOP.replace('slug: shop', 'slug: other'));
    const smaller = SHOP.split('\n')
      .filter((line) => !line.includes('name: api,') && !line.includes('hooks.example/b'))
      .join('\n')
      .replace('[web, api]', '[web]')
      .replace('[[web, api]]', '[[web]]');
    expect(await imported(smaller)).toEqual([
      'removed component api',
      'changed playbook Code only steps',
      'changed playbook Complete steps',
      'removed channel webhook (2)',
    ]);
    expect(await db().component.count()).toBe(3);
  });

  it('changes nothing at all when one service of the file is wrong', async () => {
    const broken = SHOP.split('\n')
      .slice(1)
      .join('\n')
      .replace('slug: shop', 'slug: other')
      .replace('kind: http', 'kind: htp');
    const result = await importCatalogue(SHOP + broken, 'test');
    expect(result).toMatchObject({
      ok: false,
      mistakes: [{ path: 'services[1].checks[0].kind', code: 'unknown_kind' }],
    });
    expect(await db().service.count()).toBe(0);
  });

  it('takes what is really installed for its validation', async () => {
    const wrong = SHOP.replace('"https://git.example/web.git"', '"https://git.example/web.git", brunch: main');
    expect(await importCatalogue(wrong, 'test')).toMatchObject({
      ok: false,
      mistakes: [{ path: 'services[0].components[0].config.brunch', code: 'unknown_key', line: 19 }],
    });
  });

  it('does not change components under a rollback, but lets a check be corrected', async () => {
    await imported(SHOP);
    const { id } = await db().service.findFirstOrThrow();
    await runningIncident(id);
    const moved = SHOP.replace('branch: main', 'branch: other');
    expect(await importCatalogue(moved, 'test')).toEqual({ ok: false, busy: ['shop'] });
    expect(await imported(SHOP.replace('/health"', '/healthz"'))).toEqual(['changed check Health config.url']);
  });

  it('writes one of two imports after the other', async () => {
    const answers = await Promise.all([importCatalogue(SHOP, 'a'), importCatalogue(SHOP, 'b')]);
    const counts = answers.map((answer) => (answer.ok ? answer.changes.length : -1)).sort((a, b) => a - b);
    expect(counts[0]).toBe(0);
    expect(counts[1]).toBeGreaterThan(0);
    expect(await db().service.count()).toBe(1);
  });

  it('leaves an audit entry for each service that changed', async () => {
    await imported(SHOP);
    expect(await db().auditEntry.findMany()).toMatchObject([
      { actor: 'test', action: 'catalogue.imported', subject: 'shop', data: { version: 1 } },
    ]);
  });

  it('brings an archived service back', async () => {
    await imported(SHOP);
    const { id } = await db().service.findFirstOrThrow();
    await db().service.update({ where: { id }, data: { archivedAt: new Date() } });
    expect(await listServices()).toEqual([]);
    await imported(SHOP);
    expect(await listServices()).toMatchObject([{ id, slug: 'shop', requiredChecks: 1 }]);
  });
});

describe('reading the catalogue', () => {
  it('gives the facts that an incident keeps, with the words of its checks and channels', async () => {
    await imported(SHOP);
    const { id } = await db().service.findFirstOrThrow();
    const fact = await serviceFact(id);
    expect(fact).toMatchObject({ slug: 'shop', components: [{ name: 'web', provider: 'git' }, { name: 'api' }] });
    expect(fact.checks[0]).toMatchObject({ name: 'Health', required: true, manual: false });
    expect(fact.checks[0]?.command).toContain('https://shop.example/health');
    const [web, api] = fact.components.map(({ id: componentId }) => componentId);
    expect(fact.playbooks).toEqual([
      {
        name: 'Code only',
        when: 'a bad deployment, the data is fine',
        expectMs: 600_000,
        waves: [[web], [api]],
      },
      { name: 'Complete', when: '', expectMs: 2_400_000, waves: [[web, api]] },
    ]);
    expect(fact.checks[1]).toMatchObject({ manual: true, command: 'Sign in as admin' });
    expect(fact.channels.map(({ label }) => label)).toEqual([expect.stringContaining('HOOK_A'), 'hooks.example']);
  });

  it('finds a service by id or slug', async () => {
    await imported(SHOP);
    const bySlug = await getService('shop');
    expect(bySlug).toMatchObject({
      stability: { windowMs: 90_000, intervalMs: 3_000 },
      objectionMs: 20_000,
      freezes: [
        { from: '2026-12-24T17:00:00Z', until: '2027-01-02T07:00:00Z', reason: 'Holidays' },
        { reason: 'Sales' },
      ],
      playbooks: [{ name: 'Code only', waves: [['web'], ['api']] }, { waves: [['web', 'api']] }],
    });
    expect(await getService(bySlug?.id ?? '')).toEqual(bySlug);
    expect(await getService('nothing')).toBeNull();
  });

  it('still lists a check whose settings its kind no longer takes', async () => {
    await imported(SHOP);
    const { id } = await db().service.findFirstOrThrow();
    await db().check.updateMany({ where: { kind: 'http' }, data: { config: { nonsense: true } } });
    expect((await serviceFact(id)).checks[0]).toMatchObject({ name: 'Health', command: '', expected: '' });
  });
});

describe('a service that is no longer operated', () => {
  const shopId = async () => (await db().service.findFirstOrThrow({ where: { slug: 'shop' } })).id;
  const ann = { kind: 'person', id: 'ann', name: 'Ann', role: 'admin' } as const;

  it('leaves the lists and takes no incident, keeps all it has, and comes back', async () => {
    await imported(SHOP);
    const before = await exportCatalogue();
    expect(await setArchived('shop', true, 'ann')).toBe('done');
    expect(await setArchived('shop', true, 'ann')).toBe('done');
    expect([await listServices(), await homeServices()]).toEqual([[], []]);
    expect(await listArchived()).toMatchObject([{ slug: 'shop', incidents: 0 }]);
    expect(await getService('shop')).toBeNull();
    const kept = await getService('shop', { archived: true });
    expect(kept).toMatchObject({ name: 'Shop', archivedAt: expect.any(String), components: [{ name: 'web' }, {}] });
    const about = { title: 'Checkout fails', class: 'urgent', drill: false, symptoms: [] } as const;
    expect(await declare({ ...about, symptoms: [], serviceId: await shopId() }, ann)).toEqual({
      ok: false,
      error: { code: 'service_archived', params: { service: 'Shop' } },
    });
    expect(await setArchived('shop', false, 'ann')).toBe('done');
    expect(await exportCatalogue()).toBe(before);
    const trail = await db().auditEntry.findMany({ orderBy: { id: 'asc' }, select: { action: true, actor: true } });
    expect(trail.slice(1)).toEqual([
      { action: 'catalogue.archived', actor: 'ann' },
      { action: 'catalogue.restored', actor: 'ann' },
    ]);
    expect((await serviceHistory('shop', 'en')).map(({ changes }) => changes.join())).toContain(
      'Changed the service: archived',
    );
  });

  it('is not one while an incident is open, neither by the page nor by a file', async () => {
    await imported(SHOP);
    await runningIncident(await shopId());
    expect(await setArchived('shop', true, 'ann')).toBe('open_incident');
    const archiving = SHOP.replace('slug: shop\n', 'slug: shop\n    archived: true\n');
    expect(await importCatalogue(archiving, 'test')).toEqual({ ok: false, open: ['shop'] });
    expect(await listServices()).toHaveLength(1);
    expect(await setArchived('nobody', true, 'ann')).toBe('unknown');
  });

  it('is archived by a file, is marked in the export that asks for it, and imports back to no change', async () => {
    await imported(SHOP);
    const archiving = SHOP.replace('slug: shop\n', 'slug: shop\n    archived: true\n');
    expect(await imported(archiving)).toEqual(['changed service Shop archived']);
    expect(await exportCatalogue()).not.toContain('slug: shop');
    const all = await exportCatalogue(undefined, { archived: true });
    expect(all).toContain('archived: true');
    expect(await imported(all)).toEqual([]);
    expect(await listArchived()).toHaveLength(1);
  });
});
