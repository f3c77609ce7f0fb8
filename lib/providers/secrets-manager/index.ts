import { withIdentity } from '../aws-identity';
import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { createMask, maskedCredentials } from '../mask';
import { maskedConnection } from '../masked-connection';
import { checkpoint, undo } from './checkpoint';
import { createSecrets } from './client';
import { nameOf, type SecretsManagerConfig, secretsManagerConfig } from './config';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { current, revisions } from './revisions';
import { start } from './start';
import { watch } from './watch';

/** A secret of AWS Secrets Manager, put back to an earlier version, or to its value with another host. */
export const secretsManager = defineProvider({
  id: 'secrets-manager',
  label: 'AWS Secrets Manager',
  config: secretsManagerConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false },
  gives: ['currentSince'],
  takes: () => ({ endpoint: { alone: (host) => `host:${host}` } }),
  guard: {
    kind: 'compare-and-swap',
    how: 'UpdateSecretVersionStage names the version that AWSCURRENT leaves and fails when it is not there. A new value is stored under an id that follows from the key: Amazon ignores the same one a second time.',
  },
  resourceKey: (config) => `${config.endpoint ?? config.region}/${nameOf(config)}`,
  connect,
});

function connect(config: SecretsManagerConfig, context: ConnectContext): Connection {
  const mask = createMask();
  const credentials = maskedCredentials(context.credentials, mask);
  const secrets = createSecrets(config, {
    clock: context.clock,
    credentials,
    hide: mask.add,
  });
  return maskedConnection(mask, {
    readiness: ({ signal }) => withIdentity(secrets.name, config, credentials, signal, readiness(secrets, signal)),
    revisions: (page, { signal }) => revisions(secrets, page, signal),
    current: ({ signal }) => current(secrets, signal),
    plan: (id, { signal }) => makePlan(secrets, id, signal),
    checkpoint: (plan, key, { signal }) => checkpoint(secrets, plan, key, signal),
    start: (plan, key, { signal }) => start(secrets, plan, key, signal),
    watch: (operation, plan, { signal }) => watch(secrets, operation, plan, signal),
    undo: (point, { signal }) => undo(secrets, point, signal),
  });
}
