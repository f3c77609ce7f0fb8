import type { ConnectContext, Notice, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { type Assessment, assess } from './assess';
import { planCommands } from './commands';
import type { Database } from './database';
import { type Folder, type Migration, openFolder } from './folder';
import { type Entry, type Ledger, readLedger } from './ledger';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { referenceTo } from './revisions';
import { downStep, upStep } from './scripts';
import type { MigrationsWrite, Step } from './write';

/** What is not shown cannot be reviewed; below what a plan may show in all. */
const MOST_SHOWN = 56 * 1024;
const ESTIMATE_MS = 5_000;

/** What a plan does, before it is put into words. */
export interface Change {
  database: Database;
  folder: Folder;
  ledger: Ledger;
  write: MigrationsWrite;
  /** Of what is taken back, newest first; none on the way forward. */
  assessments: Assessment[];
  /** Migrations whose file is no longer what was applied. */
  edited: string[];
}

/**
 * Plans the way back to a migration: everything after it is taken back, newest first. Errors: `not_found` for an unknown
 * one, `conflict` when it is the newest already or one is being applied, `invalid_target` without a backup point, or where
 * a script is missing.
 */
export async function makePlan(
  database: Database,
  context: ConnectContext,
  target: string,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const ledger = await readLedger(database, signal);
  const at = ledger.entries.findIndex(({ name, state }) => name === target && state === 'applied');
  if (at === 0 || ledger.current.name === target) throw alreadyThere(database, target);
  const to = ledger.entries[at];
  if (!to) throw unknown(database, target);
  requireQuiet(database, ledger);
  requireBackup(database);
  const folder = await runningFolder(database, context, signal);
  const undone = ledger.entries.slice(0, at);
  const migrations = await readAll(folder, undone, signal);
  const assessments = (await assess([...migrations].reverse())).reverse();
  const steps: Step[] = [];
  for (const [index, entry] of undone.entries()) {
    const [migration, assessment] = [migrations[index], assessments[index]];
    if (migration && assessment) steps.push(await downStep(entry, migration, assessment));
  }
  const edited = undone.filter(({ checksum }, index) => migrations[index]?.checksum !== checksum);
  return describe({
    ...{ database, folder, ledger, assessments },
    write: { mode: 'down', digest: ledger.digest, from: ledger.current.name, to: to.name, steps },
    edited: edited.map(({ name }) => name),
  });
}

/** Plans to apply again what was taken back, oldest first. Errors: those of `makePlan`. */
export async function planForward(
  database: Database,
  context: ConnectContext,
  { names, from }: { names: readonly string[]; from: string },
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const ledger = await readLedger(database, signal);
  const last = names.at(-1);
  if (last === undefined || ledger.current.name === last) throw alreadyThere(database, last ?? from);
  if (ledger.current.name !== from || ledger.current.state === 'failed') throw movedOn(database, from, ledger);
  requireQuiet(database, ledger);
  requireBackup(database);
  const folder = await runningFolder(database, context, signal);
  const migrations = await readAll(
    folder,
    names.map((name) => ({ name })),
    signal,
  );
  const steps = await Promise.all(migrations.map(upStep));
  const write: MigrationsWrite = { mode: 'up', digest: ledger.digest, from, to: last, steps };
  return describe({ database, folder, ledger, write, assessments: [], edited: [] });
}

async function runningFolder(database: Database, context: ConnectContext, signal: AbortSignal): Promise<Folder> {
  const folder = await openFolder(database.config, context, null, signal);
  if (folder) return folder;
  throw new ProviderError('not_found', 'The folder of the migrations is gone: correct the source in the catalogue.');
}

function readAll(folder: Folder, entries: readonly Pick<Entry, 'name'>[], signal: AbortSignal): Promise<Migration[]> {
  return Promise.all(
    entries.map(async ({ name }) => {
      const migration = await folder.read(name, signal);
      if (migration) return migration;
      throw new ProviderError(
        'invalid_target',
        `Migration ${name} is in the ledger and not in ${folder.where}: let the source in the catalogue be the version that applied it.`,
      );
    }),
  );
}

function describe(change: Change): ProviderPlan {
  const { ledger, write } = change;
  const diff = diffOf(write.steps, write.mode);
  if (Buffer.byteLength(diff) > MOST_SHOWN)
    throw new ProviderError(
      'invalid_target',
      'The scripts of this way are too long to be reviewed in a plan: choose a nearer migration, or restore the database.',
    );
  return {
    from: referenceTo(ledger.current),
    to: referenceTo({ name: write.to, state: 'applied' }),
    summary: summaryOf(write),
    diff,
    commands: planCommands(change),
    warnings: warningsOf(change),
    losses: lossesOf(change),
    followUps: followUpsOf(change),
    touchesData: true,
    write: { ...write },
    estimateMs: ESTIMATE_MS,
  };
}

function summaryOf({ mode, steps, to }: MigrationsWrite): Notice {
  const many = steps.length === 1 ? 'one migration' : `${steps.length} migrations`;
  const [what, rows] =
    mode === 'down'
      ? [`Takes ${many} back to ${to}`, 'marked as rolled back']
      : [`Applies ${many} again up to ${to}`, 'added'];
  return {
    code: `plan_${mode}`,
    params: { count: steps.length, to },
    text: `${what}: scripts and rows of the ledger, ${rows}, in one transaction.`,
  };
}

const ORIGIN = {
  written: 'down.sql',
  generated: 'made from migration.sql: read it',
  migration: 'migration.sql',
  nothing: 'failed, and PostgreSQL has taken it back already',
} as const;

function diffOf(steps: readonly Step[], mode: MigrationsWrite['mode']): string {
  const sign = mode === 'down' ? '-' : '+';
  const scripts = steps.map(({ name, origin, sql }) => [
    `@@ ${name} (${ORIGIN[origin]}) @@`,
    ...sql.split('\n').filter((line) => line.trim() !== ''),
    `${sign}_prisma_migrations: ${name}`,
  ]);
  return ['--- now', '+++ after', ...scripts.flat()].join('\n');
}

/** A row without an end is a failure, or a migration that runs at this moment: Prisma's lock tells. */
function requireQuiet(database: Database, { holder }: Ledger): void {
  if (holder === null) return;
  throw new ProviderError(
    'conflict',
    `${database.name} is being migrated by ${holder}: wait for it. Where nobody migrates, a killed Prisma has left its lock: end that process in the database (pg_terminate_backend), then try again.`,
  );
}

function requireBackup({ config, name }: Database): void {
  if (config.backup) return;
  throw new ProviderError(
    'invalid_target',
    `${name} has no backup point: name in the catalogue, under backup, what would bring its data back (a snapshot, a point in time, or a command that makes one), then plan again.`,
  );
}

export function movedOn({ name }: Database, planned: string, { current }: Ledger): ProviderError {
  const state = current.state === 'failed' ? ', which has failed' : '';
  return new ProviderError(
    'conflict',
    `${name} is at migration ${current.name}${state} now, and its ledger is not the one of the plan (${planned}): find out who migrates, then make a new plan.`,
  );
}

const unknown = ({ name }: Database, target: string) =>
  new ProviderError('not_found', `${name} has no applied migration ${target.slice(0, 200)}: choose one from the list.`);

const alreadyThere = ({ name }: Database, target: string) =>
  new ProviderError('conflict', `${name} is at migration ${target} already: verify it, or choose an earlier one.`);
