import type { ConnectContext, ReadinessFinding } from '../contract';
import { probe } from '../probe';
import { assess } from './assess';
import type { Database } from './database';
import { openFolder } from './folder';
import { type Ledger, readLedger } from './ledger';
import { downStep } from './scripts';

/** Could the last migration be taken back right now? Only reads; what is refused becomes a finding. */
export async function readiness(
  database: Database,
  context: ConnectContext,
  signal: AbortSignal,
): Promise<ReadinessFinding[]> {
  let ledger: Ledger | null = null;
  const found = await probe('fail', 'ledger_unreadable', async () => {
    ledger = await readLedger(database, signal);
    const name = ledger.current.name;
    return ledger.current.state === 'failed'
      ? { level: 'warn', code: 'last_failed', params: { name }, text: `Migration ${name} has failed.` }
      : { level: 'ok', code: 'ledger_read', params: { name }, text: `The newest migration is ${name}.` };
  });
  if (ledger === null) return [found];
  return [found, backupFinding(database), await lastFinding(database, context, ledger, signal)];
}

function backupFinding({ config: { backup } }: Database): ReadinessFinding {
  if (!backup)
    return {
      level: 'warn',
      code: 'no_backup',
      text: 'No backup point is named: nothing is taken back until there is one.',
    };
  return backup.command
    ? {
        level: 'ok',
        code: 'backup_made',
        params: { name: backup.name },
        text: `Made before a rollback: ${backup.name}.`,
      }
    : { level: 'warn', code: 'backup_named', params: { name: backup.name }, text: `Named, not made: ${backup.name}.` };
}

function lastFinding(
  database: Database,
  context: ConnectContext,
  { current }: Ledger,
  signal: AbortSignal,
): Promise<ReadinessFinding> {
  return probe('warn', 'last_stuck', async () => {
    const { name } = current;
    const folder = await openFolder(database.config, context, null, signal);
    const migration = await folder?.read(name, signal);
    if (!migration)
      return { level: 'warn', code: 'last_missing', params: { name }, text: `The source has no migration ${name}.` };
    const [assessment] = await assess([migration]);
    if (assessment) await downStep(current, migration, assessment);
    return { level: 'ok', code: 'last_reversible', params: { name }, text: `Migration ${name} could be taken back.` };
  });
}
