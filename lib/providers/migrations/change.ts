import { randomUUID } from 'node:crypto';
import { type PostgresQuery, PostgresRefusal } from '@/lib/net/guarded-postgres';
import { ProviderError } from '../error';
import type { Database } from './database';
import { isDone, ledgerIn, markOf, PRISMA_LOCK } from './ledger';
import { movedOn } from './plan';
import type { MigrationsWrite, Step } from './write';

/**
 * Runs the scripts and changes the ledger, in one transaction under Prisma's own lock: all of it or nothing. What this key
 * has done already is not done again. Errors: `conflict` when the ledger is not that of the plan, those of the database,
 * which take everything back.
 */
export async function carryOut(
  database: Database,
  write: MigrationsWrite,
  { key, dryRun }: { key: string; dryRun: boolean },
  signal: AbortSignal,
): Promise<'done' | 'found'> {
  let outcome: 'done' | 'found' = 'done';
  const what = dryRun ? 'trying the scripts out' : 'running the scripts';
  await database.write(what, signal, async (query) => {
    await query('SELECT pg_advisory_xact_lock($1::bigint)', [PRISMA_LOCK]);
    if (await isDone(query, key)) {
      outcome = 'found';
      return 'rollback';
    }
    const ledger = await ledgerIn(query, database.name);
    if (ledger.digest !== write.digest) throw movedOn(database, write.from, ledger);
    for (const step of write.steps) await runStep(query, step, key);
    return dryRun ? 'rollback' : 'commit';
  });
  return outcome;
}

async function runStep(query: PostgresQuery, step: Step, key: string): Promise<void> {
  const [before] = await query("SELECT current_setting('search_path') AS path");
  if (step.sql.trim() !== '') await query(step.sql).catch((error: unknown) => fail(error, step.name));
  // A script may have changed where names are looked for.
  await query("SELECT set_config('search_path', $1, true)", [before?.path ?? '']);
  if (step.rowId === null) await addRow(query, step, key);
  else await markRow(query, step.rowId, key);
}

/** What the script itself did wrong: in SQLSTATE the classes of data, constraints and names. */
const OF_THE_SCRIPT = /^(?:2[123BD]|42(?!501)|P0)/;

function fail(error: unknown, name: string): never {
  if (!(error instanceof PostgresRefusal && OF_THE_SCRIPT.test(error.code))) throw error;
  throw new ProviderError(
    'failed',
    `The script of ${name} failed, and nothing was changed: ${error.message} (${error.code}). Correct it, then make a new plan.`,
  );
}

/** Prisma takes a row with this date for one that was never applied, and keeps it as history. */
async function markRow(query: PostgresQuery, rowId: string, key: string): Promise<void> {
  await query(
    "UPDATE _prisma_migrations SET rolled_back_at = now(), logs = concat_ws(E'\\n', nullif(logs, ''), $2::text) WHERE id = $1",
    [rowId, markOf(key)],
  );
}

async function addRow(query: PostgresQuery, { name, checksum }: Step, key: string): Promise<void> {
  await query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name, markOf(key)],
  );
}
