import { withIdentity } from '../aws-identity';
import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { createRoute53 } from './client';
import { type Route53Config, route53Config } from './config';
import { checkpoint, makePlan, undo } from './plan';
import { readiness } from './readiness';
import { current, revisions } from './revisions';
import { start } from './start';
import { watch } from './watch';

/** Two weighted records of Amazon Route 53, between which traffic is shifted. */
export const route53 = defineProvider({
  id: 'route53',
  label: 'Amazon Route 53',
  config: route53Config,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false },
  guard: {
    kind: 'compare-and-swap',
    how: 'One batch deletes both records with every value as planned and creates them with the new weights: it fails whole when one value differs. A repetition swaps them for themselves.',
  },
  resourceKey: ({ hostedZone, name, type }) => `${hostedZone}/${name}/${type}`,
  connect,
});

function connect(config: Route53Config, context: ConnectContext): Connection {
  const mask = createMask();
  const credentials = maskedCredentials(context.credentials, mask);
  const call = createRoute53(config, credentials);
  return maskedConnection(mask, {
    readiness: ({ signal }) => withIdentity(call.name, config, credentials, signal, readiness(call, signal)),
    revisions: (page, { signal }) => revisions(call, page, signal),
    current: ({ signal }) => current(call, signal),
    plan: (id, { signal }) => makePlan(call, id, signal),
    checkpoint: (plan, _key, { signal }) => checkpoint(call, plan, signal),
    start: (plan, key, { signal }) => start(call, plan, key, signal),
    watch: (operation, _plan, { signal }) => watch(call, operation, signal),
    undo: (point, { signal }) => undo(call, point, signal),
  });
}
