import { ProviderError } from '../../error';
import type { Kind } from '../database';
import { pointFrom, readSnapshot, readSnapshots, readWindow } from './backups';
import { type ClusterRaw, writerOf } from './cluster';
import { clusterCommands } from './commands';
import { compare, deviations } from './comparison';
import { clusterNotices } from './notices';
import { findCluster, listClusters } from './read';
import { carriedFrom, writerFrom } from './settings';
import { complete, restore, takeSnapshot } from './write';

/** An Aurora cluster, restored to a new cluster with an instance that takes its writes. */
export const clusters: Kind<ClusterRaw> = {
  id: 'cluster',
  // The name of its writer adds two letters.
  longestName: 61,
  quotas: ['DBClusters', 'DBInstances'],
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
    if (writer) return { settings: { ...carriedFrom(raw.cluster, point) }, writer: { ...writerFrom(writer, point) } };
    throw new ProviderError(
      'invalid_target',
      `${id} has no instance from which the class of a new one could be taken: add one in Amazon's console, then make a new plan.`,
    );
  },
  compare: ({ raw }, settings, point) => compare(raw, settings, point),
  deviations: (settings, { raw }) => deviations(settings, raw),
  notices: ({ raw }) => clusterNotices(raw),
  takeSnapshot,
  restore,
  complete,
  commands: clusterCommands,
};
