import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { checkpoint, undo } from './checkpoint';
import { type MigrationsConfig, migrationsConfig } from './config';
import { createDatabase } from './database';
import { judgeFit } from './fit';
import { readLedger } from './ledger';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { pageOf, referenceTo } from './revisions';
import { start } from './start';
import { watch } from './watch';

/** Migrations of Prisma in a PostgreSQL database, taken back by their scripts together with their rows in the ledger. */
export const migrations = defineProvider({
  id: 'migrations',
  label: 'Prisma migrations',
  config: migrationsConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: true, schema: true },
  guard: {
    kind: 'compare-and-swap',
    how: 'Scripts and ledger change in one transaction under the lock of Prisma Migrate, after the ledger was compared with the plan; the key is kept in the rows that it changed.',
  },
  // The address may change with its password; what it is kept under does not.
  resourceKey: ({ url }) => url,
  connect,
});

function connect(config: MigrationsConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const credentials = maskedCredentials(context.credentials, mask);
  const inside = { ...context, credentials };
  const database = createDatabase(config, credentials, mask.add);
  return maskedConnection(mask, {
    readiness: ({ signal }) => readiness(database, inside, signal),
    revisions: async (page, { signal }) => pageOf(await readLedger(database, signal), page),
    current: async ({ signal }) => referenceTo((await readLedger(database, signal)).current),
    plan: (id, { signal }) => makePlan(database, inside, id, signal),
    checkpoint: (plan, key, { signal }) => checkpoint(database, inside, plan, key, signal),
    start: (plan, key, { signal }) => start(database, plan, key, signal),
    watch: (operation, _plan, { signal }) => watch(database, operation, signal),
    undo: (point, { signal }) => undo(database, inside, point, signal),
    fits: (version, { signal }) => judgeFit(database, inside, version, signal),
  });
}
