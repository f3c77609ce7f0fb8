import pg from 'pg';
import { execute } from '@/lib/log/execute';
import { COMMANDER } from '@/tests/setup/log-world';
import { BARE_CHANNEL } from './bare-channel';
import { machineMs } from './clock';

/** Commits something that live clients are told about. */
export interface Writer {
  /** Answers the id that clients get it under, and when its transaction was about to notify and commit. */
  write(text: string): Promise<{ id: number; atMs: number }>;
  end(): Promise<void>;
}

/** Adds notes to an incident, as the console does. */
export function noteWriter(incidentId: string): Writer {
  return {
    async write(text) {
      let atMs = 0;
      // Called as the last thing before the notification, within the transaction.
      const outbox = async () => {
        atMs = machineMs();
      };
      const done = await execute(incidentId, { type: 'note.add', text }, COMMANDER, { outbox });
      if (!done.ok) throw new Error(`a note was refused: ${done.refusal.code}`);
      return { id: done.state.lastSeq, atMs };
    },
    end: async () => undefined,
  };
}

/** What a note is without Repli: one row and one notification that holds it, in one transaction. */
export async function bareWriter(databaseUrl: string): Promise<Writer> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS bench_bare (id serial PRIMARY KEY, payload text NOT NULL)');
  return {
    async write(text) {
      const payload = barePayload(text);
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: number }>('INSERT INTO bench_bare (payload) VALUES ($1) RETURNING id', [
        payload,
      ]);
      const id = rows[0]?.id ?? 0;
      const atMs = machineMs();
      await client.query('SELECT pg_notify($1, $2)', [BARE_CHANNEL, `${id} ${payload}`]);
      await client.query('COMMIT');
      return { id, atMs };
    },
    end: () => client.end(),
  };
}

/** About as long as a note's event is. */
function barePayload(text: string): string {
  const actor = { kind: 'person', id: 'u-lea', name: 'Léa Martin', role: 'commander' };
  const incidentId = '00000000-0000-4000-8000-000000000000';
  return JSON.stringify({
    incidentId,
    seq: 1,
    type: 'note.added',
    at: new Date().toISOString(),
    actor,
    data: { text },
  });
}
