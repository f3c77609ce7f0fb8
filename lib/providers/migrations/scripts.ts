import { ProviderError } from '../error';
import type { Assessment } from './assess';
import type { Migration } from './folder';
import type { Entry } from './ledger';
import { outsideTransaction, parseScript } from './statements';
import { type Step, shaOf } from './write';

/** The script that takes a migration back. Errors: ProviderError `invalid_target`, with what to do. */
export async function downStep(entry: Entry, migration: Migration, assessment: Assessment): Promise<Step> {
  const { name, checksum, id: rowId, state } = entry;
  const { sql, origin } = state === 'failed' ? await repairOf(migration) : downOf(migration, assessment);
  await requireTransaction(sql, `The script that takes ${name} back`);
  return { name, checksum, rowId, state, origin, sql, sha: shaOf(sql) };
}

/** The migration again, for the way back. Errors: `invalid_target`. */
export async function upStep({ name, checksum, up: sql }: Migration): Promise<Step> {
  await requireTransaction(sql, `Migration ${name}`);
  return { name, checksum, rowId: null, state: 'applied', origin: 'migration', sql, sha: shaOf(sql) };
}

type Script = Pick<Step, 'sql' | 'origin'>;

function downOf({ name, down }: Migration, { reverse, stuck, verdict }: Assessment): Script {
  if (down !== null) return { sql: down, origin: 'written' };
  if (reverse !== null) return { sql: reverse, origin: 'generated' };
  const way = verdict === 'irreversible' ? 'restore the database, fix forward, or write' : 'fix forward, or write';
  throw new ProviderError(
    'invalid_target',
    `Migration ${name} has no down.sql, and none follows from "${stuck ?? ''}": ${way} down.sql beside it.`,
  );
}

/**
 * Prisma sends a migration as one text, which PostgreSQL runs as one transaction and takes back whole when a statement
 * fails (PostgreSQL, "Multiple Statements in a Simple Query"); only what ends transactions or does without them remains.
 */
async function repairOf({ name, up, down }: Migration): Promise<Script> {
  const loose = outsideTransaction(await parseScript(up, `migration.sql of ${name}`));
  if (!loose) return { sql: '', origin: 'nothing' };
  if (down !== null) return { sql: down, origin: 'written' };
  throw new ProviderError(
    'invalid_target',
    `Migration ${name} failed, and with "${loose.text}" a part of it may have stayed: look at the schema, then write down.sql beside it that works from there (IF EXISTS).`,
  );
}

async function requireTransaction(sql: string, what: string): Promise<void> {
  const loose = outsideTransaction(await parseScript(sql, what));
  if (!loose) return;
  throw new ProviderError(
    'invalid_target',
    `${what} cannot run in a transaction because of "${loose.text}": take that statement out, or run it by hand.`,
  );
}
