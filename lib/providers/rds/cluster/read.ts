import { ProviderError } from '../../error';
import type { Rds } from '../client';
import type { Database, Kind } from '../database';
import { readInstances } from '../instance/read';
import { allPages } from '../pages';
import { type Cluster, type ClusterRaw, databaseFrom, isWhole } from './cluster';

/** RDS has no filter for tags: all clusters of the region. */
export const listClusters: Kind<ClusterRaw>['list'] = async (rds, isWanted, signal) => {
  const all = await allPages((page) =>
    rds.call(signal, async (client, { DescribeDBClustersCommand }, options) => {
      const { DBClusters, Marker } = await client.send(new DescribeDBClustersCommand(page), options);
      return { items: DBClusters, Marker };
    }),
  );
  const wanted = all.filter(isWhole).filter(({ DBClusterIdentifier: id, TagList = [] }) => isWanted(id, TagList));
  return withInstances(rds, wanted, signal);
};

/** One by name; null when there is none. */
export async function findCluster(rds: Rds, name: string, signal: AbortSignal): Promise<Database<ClusterRaw> | null> {
  try {
    const reply = await rds.call(signal, (client, { DescribeDBClustersCommand }, options) =>
      client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: name }), options),
    );
    const found = (reply.DBClusters ?? []).filter(isWhole);
    return (await withInstances(rds, found, signal))[0] ?? null;
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'not_found') return null;
    throw error;
  }
}

async function withInstances(rds: Rds, clusters: Cluster[], signal: AbortSignal): Promise<Database<ClusterRaw>[]> {
  if (clusters.length === 0) return [];
  const Values = clusters.map(({ DBClusterIdentifier: id }) => id);
  const instances = await readInstances(rds, { Filters: [{ Name: 'db-cluster-id', Values }] }, signal);
  return clusters.map((cluster) =>
    databaseFrom({
      cluster,
      instances: instances.filter(({ DBClusterIdentifier: id }) => id === cluster.DBClusterIdentifier),
    }),
  );
}
