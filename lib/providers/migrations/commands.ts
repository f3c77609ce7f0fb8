import { shellExpansion } from '@/lib/net/reference';
import { quote } from '@/lib/net/shell';
import type { Change } from './plan';
import type { Step } from './write';

/** The same by hand: backup, scripts with the ledger's rows in one transaction, and what Prisma says of it. */
export function planCommands({ database: { config }, folder, write }: Change): string[] {
  const { backup, lockTimeoutSeconds, statementTimeoutSeconds } = config;
  const ms = (seconds: number) => Math.ceil(seconds * 1_000);
  const limits = `-c lock_timeout=${ms(lockTimeoutSeconds)} -c statement_timeout=${ms(statementTimeoutSeconds)}`;
  const parts = write.steps.flatMap((step) => [
    ...scriptOf(step, folder.pathOf(step.name, write.mode === 'up' ? 'migration.sql' : 'down.sql')),
    `-c ${quote(write.mode === 'up' ? addRow(step) : markRow(step))}`,
  ]);
  return [
    ...(backup?.command ? [backup.command.map(quote).join(' ')] : []),
    // psql does not read what Prisma adds to an address.
    `url="${shellExpansion(config.url)}"; url="\${url%%\\?schema=*}"`,
    `PGOPTIONS=${quote(limits)} psql -X -v ON_ERROR_STOP=1 --single-transaction ${parts.join(' ')} "$url"`,
    `DATABASE_URL="${shellExpansion(config.url)}" npx prisma migrate status`,
  ];
}

function scriptOf({ origin, sql }: Step, path: string): string[] {
  if (sql.trim() === '') return [];
  return [origin === 'generated' ? `-c ${quote(sql)}` : `-f ${quote(path)}`];
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

const markRow = ({ rowId }: Step) =>
  `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = ${text(rowId ?? '')}`;

const addRow = ({ name, checksum }: Step) =>
  `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES (gen_random_uuid(), ${text(checksum)}, ${text(name)}, now(), 1)`;
