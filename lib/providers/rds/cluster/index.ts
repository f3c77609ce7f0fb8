import { ProviderError } from '../../error';
import type { Kind } from '../database';
import { pointFrom, readSnapshot, readSnapshots, readWindow } from './backups';
import { type ClusterRaw, readersOf, writerOf } from './cluster';
import { clusterCommands } from './commands';
import { compare, deviations } from './comparison';
import { LONGEST_NAME } from './instances';
import { clusterNotices } from './notices';
import { findCluster, listClusters } from './read';
import { companions } from './readers';
import { told } from './settings';
import { complete, restore, takeSnapshot } from './write';

/** An Aurora cluster, restored to a new cluster with an instance that takes its writes. */
export const clusters: Kind<ClusterRaw> = {
  id: 'cluster',
  longestName: LONGEST_NAME,
  uses: ({ raw }) => ({ DBClusters: 1, DBInstances: 1 + readersOf(raw).length }),
  list: listClusters,
  find: findCluster,
  requireRestorable({ name }, { engine, raw: { cluster } }) {
    const isAurora = engine.startsWith('aurora') && cluster.EngineMode !== 'serverless';
    if (isAurora && cluster.ClusterScalabilityType !== 'limitless') return;
    const kind = [engine, cluster.EngineMode, cluster.ClusterScalabilityType].filter(Boolean).join(', ');
    throw new ProviderError(
      'invalid_target',
      `The ${name} is no Aurora cluster with instances of its own (${kind}): restore it by hand and add that as a manual step.`,
    );
  },
  snapshots: readSnapshots,
  snapshot: readSnapshot,
  window: readWindow,
  pointOf: ({ raw }) => pointFrom(raw.cluster),
  settings({ id, raw }, point) {
    const writer = writerOf(raw);
    if (writer) return told(raw, writer, point);
    throw new ProviderError(
      'invalid_target',
      `${id} has no instance from which the class of a new one could be taken: add one in Amazon's console, then make a new plan.`,
    );
  },
  compare: ({ raw }, settings, point) => compare(raw, settings, point),
  deviations,
  notices: ({ raw }) => clusterNotices(raw),
  takeSnapshot,
  restore,
  companions,
  complete,
  commands: clusterCommands,
};
