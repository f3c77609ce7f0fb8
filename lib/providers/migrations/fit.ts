import type { ConnectContext, PlanWarning, Version } from '../contract';
import { assess, heaviest } from './assess';
import type { Database } from './database';
import { type Folder, type Migration, openFolder } from './folder';
import { type Entry, readLedger } from './ledger';
import { listOf } from './notices';

/** Shown of the statements that make it so. */
const STATEMENT_LENGTH = 300;

/**
 * Why the code of a version does not fit the live schema: what was applied since and is not in its folder, judged by its
 * statements. Nothing is said where all of it is safe, nor where the source holds no versions. Errors: those of the
 * database and of git.
 */
export async function judgeFit(
  database: Database,
  context: ConnectContext,
  { names, after }: Version,
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  if (database.config.source.kind === 'path') return [];
  const [{ entries }, found] = await Promise.all([
    readLedger(database, signal),
    firstKnown(database, context, names, signal),
  ]);
  const [label = ''] = names;
  if (!found) {
    const text = `Nothing in the repository is called ${label}: whether its code fits the live schema is not known.`;
    return [{ code: 'migrations:fit_unknown', params: { version: label }, text }];
  }
  const at = entries.findIndex(({ name }) => name === after);
  const remaining = at === -1 ? entries : entries.slice(at);
  const ahead = remaining.filter(({ name }) => !found.folder.names.has(name)).reverse();
  return [...missingIn(remaining, found.folder, label), ...(await judgement(database, context, ahead, label, signal))];
}

async function firstKnown(
  { config }: Database,
  context: ConnectContext,
  names: readonly string[],
  signal: AbortSignal,
): Promise<{ folder: Folder } | null> {
  for (const name of names) {
    const folder = await openFolder(config, context, name, signal);
    if (folder) return { folder };
  }
  return null;
}

/** `prisma migrate deploy` has not run for this version, or what it applied was taken back. */
function missingIn(entries: readonly Entry[], folder: Folder, version: string): PlanWarning[] {
  const applied = new Set(entries.filter(({ state }) => state === 'applied').map(({ name }) => name));
  const list = listOf([...folder.names].filter((name) => !applied.has(name)));
  if (list === '') return [];
  const text = `The code of ${version} expects migrations that are not applied: ${list}.`;
  return [{ code: 'migrations:schema_behind', params: { version, list }, text }];
}

async function judgement(
  { config }: Database,
  context: ConnectContext,
  ahead: readonly Entry[],
  version: string,
  signal: AbortSignal,
): Promise<PlanWarning[]> {
  if (ahead.length === 0) return [];
  const running = await openFolder(config, context, null, signal);
  const read = await Promise.all(ahead.map(({ name }) => running?.read(name, signal) ?? null));
  const migrations = read.filter((migration): migration is Migration => migration !== null);
  if (migrations.length < ahead.length) {
    const list = listOf(ahead.filter((_, index) => read[index] === null).map(({ name }) => name));
    const text = `The live schema has ${list}, which the repository does not hold: whether the code of ${version} fits is not known.`;
    return [{ code: 'migrations:fit_unread', params: { version, list }, text }];
  }
  const heavy = (await assess(migrations)).filter(({ verdict }) => verdict !== 'safe');
  const verdict = heaviest(heavy.map((one) => one.verdict));
  if (verdict === 'safe') return [];
  const list = listOf(heavy.map(({ name }) => name));
  const statement = heavy
    .flatMap(({ because }) => because)
    .join('; ')
    .slice(0, STATEMENT_LENGTH);
  const way =
    verdict === 'irreversible'
      ? 'What it destroyed comes back from a backup only.'
      : 'Take these migrations back in the same plan, or fix forward.';
  const text = `The code of ${version} does not fit the live schema: ${list} (${statement}). ${way}`;
  return [{ code: `migrations:fit_${verdict}`, params: { version, list, statement }, text }];
}
