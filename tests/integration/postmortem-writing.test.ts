import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import { act } from '@/lib/incidents/act';
import { draft, savePostmortem } from '@/lib/incidents/postmortem';
import { readPostmortem } from '@/lib/incidents/read/postmortem';
import { readTemplates, saveTemplate } from '@/lib/incidents/templates';
import { keepWorkingCopy } from '@/lib/incidents/working-copy';
import { readEvents } from '@/lib/log/read';
import { stopBoss } from '@/lib/queue/boss';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { type Gallery, PEOPLE_BY_ROLE, seedGallery } from '../setup/gallery/seed';
import { TEST_SECRET } from '../setup/signed-in';
import { until } from '../setup/until';

const ADA = { kind: 'person', ...PEOPLE_BY_ROLE.admin, role: 'admin' } as const;
const NOOR = { kind: 'person', ...PEOPLE_BY_ROLE.responder, role: 'responder' } as const;
let database: TestDatabase;
let gallery: Gallery;

beforeAll(async () => {
  database = await freshDatabase();
  Object.assign(process.env, { DATABASE_URL: database.url, NEXTAUTH_SECRET: TEST_SECRET, REPLI_LOG_LEVEL: 'silent' });
  gallery = await seedGallery();
});
afterAll(async () => {
  await stopBoss();
  await closeDb();
  await database.drop();
});

describe('what somebody is writing', () => {
  const copyOf = async (id: string, userId: string) => (await readPostmortem(id, userId))?.copy ?? null;

  it('is kept for them alone, and gone once they saved', async () => {
    const { closed } = gallery.rooms;
    await keepWorkingCopy(closed, NOOR.id, { body: 'Half a senten', version: 4 });
    await keepWorkingCopy(closed, ADA.id, { body: 'Mine', version: 4 });
    expect(await copyOf(closed, NOOR.id)).toMatchObject({ body: 'Half a senten', version: 4 });
    expect(await savePostmortem(closed, { body: 'Half a sentence', version: 4 }, NOOR)).toMatchObject({ ok: true });
    expect(await copyOf(closed, NOOR.id)).toBeNull();
    expect(await copyOf(closed, ADA.id)).toMatchObject({ body: 'Mine' });
  });

  it('stays when somebody else saved first', async () => {
    const { closed } = gallery.rooms;
    const refused = await savePostmortem(closed, { body: 'Mine', version: 4 }, ADA);
    expect(refused).toMatchObject({ ok: false, error: { code: 'edit_conflict', message: 'Half a sentence' } });
    expect(await copyOf(closed, ADA.id)).toMatchObject({ body: 'Mine' });
  });
});

describe('a draft', () => {
  const drafted = async (id: string) => (await readEvents(db(), id, { types: ['postmortem.drafted'] })).length;
  const waiting = () => db().$queryRaw<unknown[]>`
    SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'postmortems'::regclass`;

  it('comes with its event: nobody sees the one without the other', async () => {
    const { evaluation } = gallery.rooms;
    const decision = { type: 'decision.take', decision: 'stand_down', reason: 'A false alarm' } as const;
    expect(await act(evaluation, decision, ADA)).toMatchObject({ ok: true });
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE postmortems IN SHARE MODE');
    const drafting = draft(evaluation, 'fr', ADA);
    try {
      await until('the text waits to be written', async () => (await waiting()).length > 0);
      expect(await drafted(evaluation)).toBe(0);
    } finally {
      await other.end();
    }
    expect(await drafting).toMatchObject({ ok: true });
    expect(await drafted(evaluation)).toBe(1);
    expect((await readPostmortem(evaluation, ADA.id))?.text).toMatchObject({ locale: 'fr' });
  });
});

describe('a published text', () => {
  it('is not changed: neither by an edit nor by a new draft', async () => {
    const { closed } = gallery.rooms;
    expect(await act(closed, { type: 'postmortem.publish', version: 5 }, ADA)).toMatchObject({ ok: true });
    const edit = await savePostmortem(closed, { body: 'Another', version: 5 }, ADA);
    expect(edit).toMatchObject({ ok: false, error: { code: 'postmortem_published' } });
    await draft(closed, 'en', ADA);
    expect((await readPostmortem(closed, ADA.id))?.text).toMatchObject({ body: 'Half a sentence', version: 5 });
  });
});

describe('the organisation’s template', () => {
  const save = (body: string, version: number) => saveTemplate({ locale: 'en', body, version }, ADA);
  const english = async () => (await readTemplates()).find(({ locale }) => locale === 'en');

  it('is Repli’s own until somebody saves another, from which drafts are then made', async () => {
    expect(await english()).toMatchObject({ version: 0, updatedBy: null });
    expect(await save('# Review of {{title}}\n', 0)).toEqual({ ok: true, data: { version: 1 } });
    const { debrief } = gallery.rooms;
    await draft(debrief, 'en', ADA);
    expect((await readPostmortem(debrief, ADA.id))?.text?.body).toMatch(/^# Review of Les disponibilités/);
    expect(await db().auditEntry.count({ where: { action: 'template.saved', actor: ADA.id } })).toBe(1);
  });

  it('is not overwritten by whoever did not see it', async () => {
    expect(await save('older', 0)).toMatchObject({ ok: false, error: { code: 'template_conflict' } });
    const [one, two] = await Promise.all([save('{{title}} a', 1), save('{{title}} b', 1)]);
    expect([one.ok, two.ok].sort()).toEqual([false, true]);
  });

  it('names the placeholders that it does not know', async () => {
    expect(await save('{{titel}}', 2)).toMatchObject({
      ok: false,
      error: { code: 'template_placeholder_unknown', params: { names: 'titel' } },
    });
  });

  it('gives its place back when it is emptied', async () => {
    expect(await save(' ', 2)).toEqual({ ok: true, data: { version: 0 } });
    expect(await english()).toMatchObject({ version: 0, updatedBy: null });
  });
});
