import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import { declareServices } from '@/lib/incidents/read/declare-services';
import { countFollowUps, listFollowUps } from '@/lib/incidents/read/follow-ups';
import { homeServices } from '@/lib/incidents/read/home-services';
import { incidentQuerySchema } from '@/lib/incidents/read/incident-query';
import { listIncidents } from '@/lib/incidents/read/list-incidents';
import { incidentNumber } from '@/lib/incidents/read/number';
import { listOpenIncidents } from '@/lib/incidents/read/open-incidents';
import { listPeople } from '@/lib/incidents/read/people';
import { readPostmortem } from '@/lib/incidents/read/postmortem';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { type Gallery, seedGallery } from '../setup/gallery/seed';
import { TEST_SECRET } from '../setup/signed-in';

let database: TestDatabase;
let gallery: Gallery;

beforeAll(async () => {
  database = await freshDatabase();
  Object.assign(process.env, { DATABASE_URL: database.url, NEXTAUTH_SECRET: TEST_SECRET, REPLI_LOG_LEVEL: 'silent' });
  gallery = await seedGallery();
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});

describe('open incidents', () => {
  it('come first where a decision is awaited, then urgent, practice last, each with its clocks', async () => {
    const open = await listOpenIncidents();
    expect(open.map(({ id }) => id)).toEqual([
      gallery.rooms.failed,
      gallery.rooms.verification,
      gallery.rooms.evaluation,
      gallery.rooms.debrief,
      gallery.rooms.plan,
      gallery.rooms.running,
    ]);
    expect(open[0]).toMatchObject({ phase: 'execution', sign: { kind: 'step_failed' } });
    expect(open[1]).toMatchObject({
      phase: 'verification',
      sign: null,
      clock: { phaseBudgetMs: 300_000, deadlineMetAt: null },
    });
    expect(open.find(({ id }) => id === gallery.rooms.debrief)?.clock.deadlineMetAt).not.toBeNull();
  });

  it('are folded again from the log when their state has another version', async () => {
    const id = gallery.rooms.verification;
    const before = (await listOpenIncidents()).find((incident) => incident.id === id);
    await db().incident.update({ where: { id }, data: { stateVersion: 0, state: {} } });
    expect((await listOpenIncidents()).find((incident) => incident.id === id)).toEqual(before);
  });
});

describe('the list of incidents', () => {
  const all = async (query: Parameters<typeof listIncidents>[0]) => {
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listIncidents({ ...query, limit: 3, cursor });
      found.push(...page.incidents.map(({ number }) => number));
      cursor = page.nextCursor;
    } while (cursor);
    return found;
  };

  it('is read page by page, newest first, each incident once', async () => {
    const numbers = await all({});
    expect(numbers).toHaveLength(16);
    expect(new Set(numbers).size).toBe(16);
    const { incidents } = await listIncidents({});
    const declared = incidents.map(({ declaredAt }) => declaredAt);
    expect(declared).toEqual([...declared].sort().reverse());
    expect(incidents.map(({ number }) => number)).toEqual(numbers);
  });

  it('pages through incidents of one and the same millisecond', async () => {
    const before = await db().incident.findMany({
      where: { status: 'closed' },
      select: { id: true, declaredAt: true },
    });
    await db().incident.updateMany({ where: { status: 'closed' }, data: { declaredAt: new Date('2026-01-01') } });
    const numbers = await all({ status: 'closed' });
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    expect(numbers).toHaveLength(before.length);
    for (const { id, declaredAt } of before) await db().incident.update({ where: { id }, data: { declaredAt } });
  });

  it('is narrowed by state, class and service together', async () => {
    const { incidents } = await listIncidents({ status: 'open', class: 'urgent', service: 'shop' });
    expect(incidents.map(({ id }) => id).sort()).toEqual(
      [gallery.rooms.verification, gallery.rooms.failed, gallery.rooms.evaluation, gallery.rooms.running].sort(),
    );
  });

  it('says what open incidents wait for, as their cards do, and nothing of closed ones', async () => {
    const cards = new Map((await listOpenIncidents()).map(({ id, sign }) => [id, sign]));
    const { incidents } = await listIncidents({});
    expect(incidents.find(({ id }) => id === gallery.rooms.failed)?.sign).toMatchObject({ kind: 'step_failed' });
    expect(incidents.map(({ sign }) => sign)).toEqual(incidents.map(({ id }) => cards.get(id) ?? null));
    expect(incidents.filter(({ status }) => status === 'closed').length).toBeGreaterThan(0);
  });

  it('is searched by words of the title, whatever their case, and by number', async () => {
    const titled = await listIncidents({ q: 'NOBODY can' });
    expect(titled.incidents.map(({ title }) => title)).toEqual(['Nobody can pay']);
    const number = titled.incidents[0]?.number ?? 0;
    expect((await listIncidents({ q: `INC-${number}` })).incidents).toEqual(titled.incidents);
  });

  it('takes signs of a pattern as they are', async () => {
    expect((await listIncidents({ q: '%' })).incidents).toEqual([]);
    expect((await listIncidents({ q: '_' })).incidents).toEqual([]);
  });

  it('starts at the top for a cursor that nobody wrote', async () => {
    const query = incidentQuerySchema.parse({ cursor: 'x' });
    expect(await listIncidents(query)).toEqual(await listIncidents({}));
  });
});

describe('services', () => {
  it('show what was last seen of each component, what is open, and the last incident', async () => {
    const shop = (await homeServices()).find(({ slug }) => slug === 'shop');
    expect(shop).toMatchObject({
      openIncidents: 3,
      openDrills: 1,
      lastIncident: { title: 'Nobody can pay', status: 'open' },
      components: [
        { name: 'web', current: { revisionId: '4f1c2ab9d07e5c1b8f3a6d2e9c0b7a5f4e3d2c1b' } },
        { name: 'api-with-a-name-that-nobody-shortened', current: null },
      ],
      links: [{ name: 'Dashboard', url: 'https://dash.example/shop' }, { name: expect.any(String) }],
    });
  });

  it('are offered for a declaration with the most recent incident first', async () => {
    const services = await declareServices();
    expect(services.map(({ slug }) => slug)).toEqual(['shop', 'search', 'reservations']);
    expect(services[0]?.open[0]?.title).toBe('Nobody can pay');
    // Without the drill.
    expect(services.map(({ open }) => open.length)).toEqual([3, 1, 1]);
  });
});

describe('follow-ups', () => {
  it('are open by due date, those without one last', async () => {
    const { followUps } = await listFollowUps({ filter: 'open' });
    const due = followUps.map(({ dueAt }) => dueAt ?? '9999');
    expect(due).toEqual([...due].sort());
    expect(followUps[0]).toMatchObject({
      service: { slug: expect.any(String) },
      incident: { number: expect.any(Number) },
    });
  });

  it('are mine when I own them, and counted', async () => {
    const { followUps } = await listFollowUps({ filter: 'mine', userId: 'u-2' });
    expect(new Set(followUps.map(({ owner }) => owner?.id))).toEqual(new Set(['u-2']));
    expect(await countFollowUps('u-2')).toMatchObject({ mine: followUps.length, done: 0 });
  });

  it('can be owned by everyone but viewers', async () => {
    expect((await listPeople()).map(({ name }) => name)).toEqual([
      'Ada Admin',
      'Léa Vandenbroucke-Castellanos',
      'Noor',
    ]);
  });
});

describe('a post-mortem', () => {
  it('comes with its figures, its saved text and the timeline without the journal', async () => {
    const page = await readPostmortem(gallery.rooms.closed, 'u-1');
    expect(page).toMatchObject({
      text: { version: 4 },
      figures: { toWriteMs: 144_000, toRecoverMs: 412_000, runs: 1 },
    });
    expect(page?.timeline.map(({ level }) => level)).not.toContain('journal');
    expect(page?.timeline.at(-1)?.key).toBe('timeline.closed');
  });

  it('has no text before it is drafted, and is nothing for an incident that is not there', async () => {
    expect(await readPostmortem(gallery.rooms.failed, 'u-1')).toMatchObject({ text: null });
    expect(await readPostmortem('nobody', 'u-1')).toBeNull();
  });
});

describe('the number of an incident', () => {
  it('is the one of its row, and none for an incident that is not there', async () => {
    const listed = (await listOpenIncidents()).find(({ id }) => id === gallery.rooms.failed);
    expect(await incidentNumber(gallery.rooms.failed)).toBe(listed?.number);
    expect(await incidentNumber('nobody')).toBeNull();
  });
});
