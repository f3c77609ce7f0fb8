import type { DBInstance } from '@aws-sdk/client-rds';
import { ProviderError } from '../../error';
import type { Kind } from '../database';
import { readSnapshot, readSnapshots, readWindow } from './backups';
import { instanceCommands } from './commands';
import { compare, deviations } from './comparison';
import { findInstance, listInstances } from './read';
import { carriedFrom } from './settings';
import { restore, takeSnapshot } from './write';

/** A DB instance, restored to a new instance. */
export const instances: Kind<DBInstance> = {
  id: 'instance',
  longestName: 63,
  uses: () => ({ DBInstances: 1 }),
  list: listInstances,
  find: findInstance,
  requireRestorable({ name }, { raw: { DBClusterIdentifier: cluster } }) {
    if (cluster === undefined) return;
    throw new ProviderError(
      'invalid_target',
      `The ${name} belongs to the cluster ${cluster}, which is restored as a whole: name the cluster in the catalogue, and not one of its instances.`,
    );
  },
  snapshots: readSnapshots,
  snapshot: readSnapshot,
  window: readWindow,
  pointOf: ({ raw }) => raw,
  settings: ({ raw }, point) => ({ settings: { ...carriedFrom(raw, point) } }),
  compare: ({ raw }, { settings }, point) => compare(raw, settings, point),
  deviations: ({ settings }, { raw }) => deviations(settings, raw),
  notices: ({ raw }) => [
    raw.MasterUserSecret !== undefined && [
      'managed_password',
      {},
      'Amazon manages the master password: the restored database gets a secret of its own, which whoever uses that password has to read.',
    ],
  ],
  takeSnapshot,
  restore,
  commands: instanceCommands,
};
