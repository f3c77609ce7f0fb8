import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { checkpoint, undo } from './checkpoint';
import { type MigrationCommandsConfig, migrationCommandsConfig } from './config';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { currentOf, pageOf } from './revisions';
import { start } from './start';
import { readStatus } from './status';
import { createTool, resourceKey } from './tool';
import { watch } from './watch';

/** Migrations of any tool, by the commands that its people run: one that shows the status, one that takes back. */
export const migrationCommands = defineProvider({
  id: 'migration-commands',
  label: 'Migration commands',
  config: migrationCommandsConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: true },
  guard: {
    kind: 're-read',
    how: 'The status is read before and after each command, under a lock of this machine that waits for what a killed worker left running. Where the command names what it takes back ({migration}) or where it goes ({target}), a repeated call finds nothing to do. Where it does not, and a worker of another machine takes over in the middle of a command, one more migration may go back: the status then tells, and the run stops.',
  },
  resourceKey,
  connect,
});

function connect(config: MigrationCommandsConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const inside = { ...context, credentials: maskedCredentials(context.credentials, mask) };
  const tool = createTool(config, inside, mask);
  return maskedConnection(mask, {
    readiness: ({ signal }) => readiness(tool, signal),
    revisions: async (page, { signal }) => pageOf(await readStatus(tool, signal), page),
    current: async ({ signal }) => currentOf(await readStatus(tool, signal)),
    plan: (id, { signal }) => makePlan(tool, id, signal),
    checkpoint: (plan, key, { signal }) => checkpoint(tool, plan, key, signal),
    start: (plan, key, { signal }) => start(tool, plan, key, signal),
    watch: (operation, plan, { signal }) => watch(tool, operation, plan, signal),
    undo: (point, { signal }) => undo(tool, point, signal),
  });
}
