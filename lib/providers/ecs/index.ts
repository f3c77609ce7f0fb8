import { withIdentity } from '../aws-identity';
import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { checkpoint, undo } from './checkpoint';
import { createEcs } from './client';
import { type EcsConfig, ecsConfig } from './config';
import { hostTarget } from './host';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { current, revisions } from './revisions';
import { setCount, watchCount } from './standstill/carry-out';
import { countCheckpoint, planStandstill, resumePlan, undoStop } from './standstill/plan';
import { isCount } from './standstill/write';
import { start } from './start';
import { watch } from './watch';

/** A service of Amazon ECS, put back to an earlier task definition. */
export const ecs = defineProvider({
  id: 'ecs',
  label: 'Amazon ECS',
  config: ecsConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false, code: true, standstill: true },
  takes: ({ urlVariable }) => ({
    currentSince: { alone: (since) => `restart:${since}` },
    // A target that starts all tasks anew has no need of a restart beside it.
    ...(urlVariable !== undefined && { endpoint: { alone: hostTarget, with: hostTarget } }),
  }),
  guard: {
    kind: 're-read',
    how: 'A service at the target is only read, and UpdateService with the task definition that is there starts no deployment. Between the look and the write a deployment of others can slip in: it is replaced by the target.',
  },
  // Without the account, which names do not tell: two accounts with equal names share a lock, which only makes one wait.
  resourceKey: ({ endpoint, region, cluster, service }) => `${endpoint ?? region}/${cluster}/${service}`,
  connect,
});

function connect(config: EcsConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const credentials = maskedCredentials(context.credentials, mask);
  const call = createEcs(config, { clock: context.clock, credentials, hide: mask.add });
  return maskedConnection(mask, {
    readiness: ({ signal }) => withIdentity(call.name, config, credentials, signal, readiness(call, signal)),
    revisions: (page, { signal }) => revisions(call, page, signal),
    current: ({ signal }) => current(call, signal),
    plan: (id, { signal }) => makePlan(call, id, signal),
    checkpoint: (plan, _key, { signal }) => (isCount(plan.write) ? countCheckpoint : checkpoint)(call, plan, signal),
    start: (plan, _key, options) => (isCount(plan.write) ? setCount : start)(call, plan, options),
    watch: (operation, plan, { signal }) => (isCount(plan.write) ? watchCount : watch)(call, operation, signal),
    undo: (point, { signal }) => (isCount(point.data) ? undoStop : undo)(call, point, signal),
    standstill: ({ signal }) => planStandstill(call, signal),
    restore: (point, { signal }) => resumePlan(call, point, signal),
  });
}
