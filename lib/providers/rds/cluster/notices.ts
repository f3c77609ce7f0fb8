import type { Notice } from '../notices';
import { type ClusterRaw, readersOf, writerOf } from './cluster';

/** What the commander should know of a cluster before its restore. */
export function clusterNotices(raw: ClusterRaw): (Notice | false)[] {
  const { DBClusterIdentifier: name, GlobalClusterIdentifier: global = '', ...cluster } = raw.cluster;
  const { ReaderEndpoint: endpoint = '' } = cluster;
  const readers = readersOf(raw);
  const list = readers.map(({ DBInstanceIdentifier: id }) => id).join(', ');
  const { MinCapacity: min = 0, MaxCapacity: max = 0 } = cluster.ServerlessV2ScalingConfiguration ?? {};
  return [
    readers.length > 0 && [
      'readers_later',
      { name, list, endpoint },
      `The readers of ${name} are made again after the writer (${list}). No later step is given their address: whatever reads from ${endpoint} goes on with the old data until its configuration names the reader endpoint of the restored cluster.`,
    ],
    cluster.MasterUserSecret !== undefined && [
      'managed_password_lost',
      {},
      'Amazon manages the master password, and a restore of a cluster cannot be told so: the restored one has the master password of its restore point, until Amazon is asked to manage it again.',
    ],
    writerOf(raw)?.DBInstanceClass === 'db.serverless' && [
      'serverless',
      { min, max },
      `Aurora Serverless v2: the restored writer begins small and grows with its load, from ${min} to ${max} capacity units (ACU).`,
    ],
    global !== '' && [
      'global_database',
      { name, global },
      `${name} belongs to the global database ${global}: its other regions go on following ${name}, and the restored cluster is not part of it.`,
    ],
  ];
}
