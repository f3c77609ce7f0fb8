import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import type { Command } from '@/lib/domain/command';
import { act } from '@/lib/incidents/act';
import { savePostmortem } from '@/lib/incidents/postmortem';
import { listLibrary, PAGE_SIZE } from '@/lib/incidents/read/library';
import { libraryChoices } from '@/lib/incidents/read/library-choices';
import { type LibraryQuery, libraryQuerySchema } from '@/lib/incidents/read/library-query';
import { stopBoss } from '@/lib/queue/boss';
import { makeHistory } from '@/scripts/history/make';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { TEST_SECRET } from '../setup/signed-in';

const COUNT = 130;
const ADA = { kind: 'person', id: 'ada', name: 'Ada', role: 'admin' } as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  Object.assign(process.env, { DATABASE_URL: database.url, NEXTAUTH_SECRET: TEST_SECRET, REPLI_LOG_LEVEL: 'silent' });
  await makeHistory({ count: COUNT, seed: 5, untilMs: Date.parse('2026-06-01') });
});
afterAll(async () => {
  await stopBoss();
  await closeDb();
  await database.drop();
});

const find = (query: Partial<LibraryQuery>) => listLibrary(libraryQuerySchema.parse(query));
const ids = async (query: Partial<LibraryQuery>) => (await find(query)).rows.map(({ incidentId }) => incidentId);

async function everything(query: Partial<LibraryQuery>) {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = await find({ ...query, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

describe('the pages of the library', () => {
  it('come newest first, each post-mortem once', async () => {
    const rows = await everything({});
    expect((await find({})).rows).toHaveLength(PAGE_SIZE);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(COUNT);
    expect(rows.map(({ declaredAt }) => declaredAt)).toEqual(
      rows
        .map(({ declaredAt }) => declaredAt)
        .sort()
        .reverse(),
    );
  });

  it('come oldest first, and longest recovery first, which leaves out what never recovered', async () => {
    const oldest = await everything({ sort: 'oldest' });
    expect(oldest.map(({ number }) => number)).toEqual((await everything({})).map(({ number }) => number).reverse());
    const longest = (await everything({ sort: 'longest' })).map(({ toRecoverMs }) => toRecoverMs ?? 0);
    expect(longest).toEqual(longest.toSorted((a, b) => b - a));
    expect(longest).toHaveLength(oldest.filter(({ toRecoverMs }) => toRecoverMs !== null).length);
  });
});

describe('what the library is narrowed to', () => {
  it('is any mixture of its filters', async () => {
    const all = await everything({});
    const filters = { class: 'urgent', cause: 'code', review: 'published' } as const;
    const wanted = all.filter((row) => row.class === 'urgent' && row.cause === 'code' && row.review === 'published');
    expect(wanted.length).toBeGreaterThan(0);
    expect((await everything(filters)).map(({ number }) => number)).toEqual(wanted.map(({ number }) => number));
    expect(await ids({ ...filters, tag: 'no such tag' })).toEqual([]);
  });

  it('is a period with both of its days', async () => {
    const [newest] = (await find({})).rows;
    const day = newest?.declaredAt.slice(0, 10);
    expect(await ids({ from: day, until: day })).toContain(newest?.incidentId);
    expect(await ids({ until: '2000-01-01' })).toEqual([]);
  });

  it('is offered from what there is, archived services too', async () => {
    const { services, tags } = await libraryChoices();
    expect(services.map(({ name }) => name)).toContain('Checkout');
    expect(tags).toContain('release');
    const [service] = services;
    expect((await find({ service: service?.slug })).rows.every((row) => row.service === service?.name)).toBe(true);
  });
});

describe('the search', () => {
  let incidentId: string;
  const write = async (body: string) => {
    const { version } = await db().postmortem.findUniqueOrThrow({ where: { incidentId } });
    const saved = await savePostmortem(incidentId, { body, version }, ADA);
    expect(saved.ok).toBe(true);
  };

  beforeAll(async () => {
    const open = await db().postmortemEntry.findFirstOrThrow({ where: { review: { not: 'published' } } });
    incidentId = open.incidentId;
    await db().postmortem.update({ where: { incidentId }, data: { locale: 'fr' } });
    await write('La cause : des **verrouillages** répétés du tiroir-caisse pendant l’inventaire zébré.');
  });

  it('finds words of the text in their other forms, whatever their accents', async () => {
    for (const q of ['verrouillage', 'VERROUILLAGES repetes', 'zebre', '"inventaire zébré"', 'inventaire -lune'])
      expect({ q, found: await ids({ q }) }).toEqual({ q, found: [incidentId] });
    expect(await ids({ q: 'inventaire -zébré' })).toEqual([]);
  });

  it('finds a word while it is being typed', async () =>
    expect(await ids({ q: 'tiroir verrouil' })).toEqual([incidentId]));

  it('shows the place, with the hit marked and without the signs of Markdown', async () => {
    const [row] = (await find({ q: 'verrouillage' })).rows;
    expect(row?.excerpt).toContainEqual({ text: 'verrouillages', hit: true });
    expect(row?.excerpt.map(({ text }) => text).join('')).toContain('des verrouillages répétés du tiroir-caisse');
  });

  it('finds by title, tag and number', async () => {
    const [row] = (await find({ tag: 'release' })).rows;
    expect(await ids({ q: `INC-${row?.number}` })).toContain(row?.incidentId);
    const title = row?.title.map(({ text }) => text).join('') ?? '';
    expect(await ids({ q: `"${title}"` })).toContain(row?.incidentId);
  });

  it('forgets the words that were taken out, and knows a tag at once', async () => {
    await write('Rien de tel.');
    expect(await ids({ q: 'verrouillage' })).toEqual([]);
    const filed: Command = { type: 'postmortem.classify', cause: 'process', tags: ['hivernage'], beganAt: null };
    expect(await act(incidentId, filed, ADA)).toMatchObject({ ok: true });
    expect(await ids({ q: 'hivernages' })).toEqual([incidentId]);
    expect(await ids({ tag: 'hivernage', cause: 'process' })).toEqual([incidentId]);
  });

  it.each(["'", '"', '-', '& | !', 'the', '\\', 'a:*', '%'])('takes %j as text', async (q) => {
    await expect(find({ q })).resolves.toHaveProperty('rows');
  });
});
