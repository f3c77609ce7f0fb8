import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { REDACTED } from '@/lib/domain/event';
import { fold } from '@/lib/domain/fold';
import { auditAll } from '@/lib/log/audit';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { rebuildAll } from '@/lib/log/rebuild';
import { RUN_PROGRAM } from '@/lib/run-program';
import { ADMIN, finishRun, type LogWorld, makeLogWorld, note, startRun } from '../setup/log-world';

const run = promisify(execFile);
const WRITER = fileURLToPath(new URL('../setup/log-writer.ts', import.meta.url));
const program = (...args: string[]) => run(process.execPath, [RUN_PROGRAM, ...args]);

let world: LogWorld;
beforeAll(async () => {
  world = await makeLogWorld();
});
afterAll(() => world?.end());

async function faults() {
  const found = [];
  for await (const { incidentId, broken } of auditAll()) if (broken) found.push({ incidentId, ...broken });
  return found;
}

/** What somebody with the database's password could do. */
async function tamper(sql: string): Promise<void> {
  await db().$transaction([
    db().$executeRawUnsafe('ALTER TABLE events DISABLE TRIGGER events_append_only'),
    db().$executeRawUnsafe(sql),
    db().$executeRawUnsafe('ALTER TABLE events ENABLE TRIGGER events_append_only'),
  ]);
}

describe('one incident under a hundred parallel commands', () => {
  it('orders all of them, loses none, and its chain is whole', async () => {
    const incidentId = await world.declare();
    const writer = (name: string) => program(WRITER, incidentId, '50', name);
    await Promise.all([writer('first'), writer('second')]);
    const events = await readEvents(db(), incidentId);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
    const texts = events.flatMap((event) => (event.type === 'note.added' ? [event.data.text] : []));
    expect(new Set(texts).size).toBe(100);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort());
    expect(await readState(incidentId)).toEqual(JSON.parse(JSON.stringify(fold(events))));
    expect(await faults()).toEqual([]);
  });
});

describe('a redaction', () => {
  it('removes the text from the database, and the chain stays whole', async () => {
    const incidentId = await world.declare();
    const secret = 'the password is hunter2';
    const written = await world.does(incidentId, note(secret));
    await world.does(incidentId, {
      type: 'followup.open',
      followUpId: 'f-secret',
      kind: 'other',
      text: secret,
    });
    for (const redactedSeq of [written.state.lastSeq, written.state.lastSeq + 1]) {
      await world.does(incidentId, { type: 'text.redact', redactedSeq, reason: 'A password' }, ADMIN);
    }
    const events = await readEvents(db(), incidentId);
    expect(events.find(({ type }) => type === 'note.added')?.data).toMatchObject({ text: REDACTED });
    expect((await readState(incidentId))?.followUps[0]?.text).toBe(REDACTED);
    expect((await db().followUp.findUniqueOrThrow({ where: { id: 'f-secret' } })).text).toBe(REDACTED);
    expect(await tablesHolding('hunter2')).toEqual([]);
    expect(await faults()).toEqual([]);
  });
});

/** Every table of the database in which some row contains the text. */
async function tablesHolding(text: string): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db().$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM ${name} AS r WHERE strpos(to_jsonb(r)::text, $1) > 0 LIMIT 1`,
      text,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('a rebuild', () => {
  it('reproduces states, columns, follow-ups and verdicts from the log', async () => {
    const incidentId = await world.declare();
    const state = await finishRun(world, incidentId, await startRun(world, incidentId));
    expect(state.phase).toBe('verification');
    await world.does(incidentId, { type: 'verification.fail', reason: 'Still slow' });
    await world.does(incidentId, { type: 'followup.open', followUpId: 'f-1', kind: 'other', text: 'Fix it for good' });
    const before = await projections(incidentId);
    expect(before.verdicts).toMatchObject([{ componentId: 'c-web', revisionId: 'good', verdict: 'failed' }]);
    expect(before.followUps).toMatchObject([{ id: 'f-1', text: 'Fix it for good' }]);

    await db().followUp.deleteMany({ where: { incidentId } });
    await db().revisionVerdict.updateMany({ where: { incidentId }, data: { verdict: 'good' } });
    await db().incident.update({
      where: { id: incidentId },
      data: { state: {}, title: 'wrong', phase: 'wrong', lastSeq: 1 },
    });
    await rebuildAll();
    expect(await projections(incidentId)).toEqual(before);
  });
});

async function projections(incidentId: string) {
  return {
    incident: await db().incident.findUnique({ where: { id: incidentId } }),
    followUps: await db().followUp.findMany({ where: { incidentId } }),
    verdicts: await db().revisionVerdict.findMany({ where: { incidentId } }),
  };
}

describe('the audit', () => {
  it('names the first event that was changed, lost or cut off, and the command exits with 1', async () => {
    const withNotes = async () => {
      const incidentId = await world.declare();
      for (const text of ['one', 'two', 'three']) await world.does(incidentId, note(text));
      return incidentId;
    };
    const changed = await withNotes();
    const lost = await withNotes();
    const cut = await withNotes();
    const retold = await withNotes();
    expect((await program('scripts/audit.ts')).stdout).toContain('as it was written');

    await tamper(
      `UPDATE events SET payload = replace(payload, 'Léa', 'Eve') WHERE incident_id = '${changed}' AND seq = 3`,
    );
    await tamper(`DELETE FROM events WHERE incident_id = '${lost}' AND seq = 2`);
    await tamper(`DELETE FROM events WHERE incident_id = '${cut}' AND seq = 4`);
    await tamper(`UPDATE events SET texts = '{}' WHERE incident_id = '${retold}' AND seq = 4`);
    expect(await faults()).toEqual([
      { incidentId: changed, seq: 3, fault: 'changed_bytes' },
      { incidentId: lost, seq: 2, fault: 'missing' },
      { incidentId: cut, seq: 4, fault: 'missing' },
      { incidentId: retold, seq: 4, fault: 'lost_text' },
    ]);
    const failed = await program('scripts/audit.ts').catch((error: { code: number; stdout: string }) => error);
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining('event 3') });
  });
});
