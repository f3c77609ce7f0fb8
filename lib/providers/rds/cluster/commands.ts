import { quote } from '@/lib/net/shell';
import { flags, tagFlag } from '../command-line';
import type { Commands } from '../database';
import { ownTags } from '../tags';
import type { ClusterRaw } from './cluster';

export const clusterCommands: Commands<ClusterRaw> = {
  snapshot: (aws) =>
    `${aws('create-db-cluster-snapshot')} --db-cluster-identifier "$old" --db-cluster-snapshot-identifier "$old-before-$stamp"`,
  restore: (aws, write, source, tags) => {
    const { Tags, ...writer } = write.writer ?? {};
    const own = ownTags(Array.isArray(Tags) ? Tags : []);
    return [
      [
        write.mode === 'snapshot'
          ? `${aws('restore-db-cluster-from-snapshot')} --db-cluster-identifier "$new" --snapshot-identifier ${quote(write.snapshot)}`
          : `${aws('restore-db-cluster-to-point-in-time')} --db-cluster-identifier "$new" --source-db-cluster-identifier ${quote(source.id)} --restore-to-time ${quote(write.at)}`,
        ...flags(write.settings),
        tags,
      ].join(' '),
      `${aws('wait db-cluster-available')} --db-cluster-identifier "$new"`,
      [
        `${aws('create-db-instance')} --db-instance-identifier "$new-1" --db-cluster-identifier "$new"`,
        ...flags(writer),
        ...(own.length > 0 ? [tagFlag(own)] : []),
      ].join(' '),
      `${aws('wait db-instance-available')} --db-instance-identifier "$new-1"`,
    ];
  },
  look: (aws, name) =>
    `${aws('describe-db-clusters')} --db-cluster-identifier ${name} --query 'DBClusters[0].[Status,Endpoint,Port]' --output text`,
};
