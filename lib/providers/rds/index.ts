import { withIdentity } from '../aws-identity';
import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { backup } from './backup';
import { checkpoint, undo } from './checkpoint';
import { createRds } from './client';
import { clusters } from './cluster';
import { type RdsConfig, rdsConfig } from './config';
import { instances } from './instance';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { current, revisions } from './revisions';
import { settled } from './settled';
import { start } from './start';
import { watch } from './watch';

/** A database of Amazon RDS, an instance or an Aurora cluster, restored to a new one beside the one that failed. */
export const rds = defineProvider({
  id: 'rds',
  label: 'Amazon RDS',
  config: rdsConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: true, backup: true },
  gives: ['endpoint'],
  guard: {
    kind: 'token',
    how: 'The new instance or cluster, the instances of a cluster and the snapshot have names that follow from the key, and Amazon refuses a second one of the same name. Switching back sets a tag on a database that is there: setting it again changes its time alone.',
  },
  resourceKey: ({ endpoint, region, instance, cluster }) =>
    `${endpoint ?? region}/${cluster === undefined ? instance : `cluster/${cluster}`}`,
  connect,
});

function kindOf({ instance = '', cluster }: RdsConfig) {
  return cluster === undefined ? { kind: instances, base: instance } : { kind: clusters, base: cluster };
}

function connect(config: RdsConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const credentials = maskedCredentials(context.credentials, mask);
  const database = createRds(config, kindOf(config), { clock: context.clock, credentials, hide: mask.add });
  return maskedConnection(mask, {
    readiness: ({ signal }) => withIdentity(database.name, config, credentials, signal, readiness(database, signal)),
    revisions: (page, { signal }) => revisions(database, page, signal),
    current: ({ signal }) => current(database, signal),
    plan: (id, { signal }) => makePlan(database, id, signal),
    checkpoint: (plan, key, { signal }) => checkpoint(database, plan, key, signal),
    start: (plan, key, options) => start(database, plan, key, options),
    watch: (operation, plan, { signal }) => watch(database, operation, plan, signal),
    undo: (point, { signal }) => undo(database, point, signal),
    backup: (request, { signal }) => backup(database, request, signal),
    settled: (left, { signal }) => settled(database, left, signal),
  });
}
