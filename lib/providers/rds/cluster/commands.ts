import { quote } from '@/lib/net/shell';
import { flags, tagFlag } from '../command-line';
import type { Commands } from '../database';
import { ownTags } from '../tags';
import type { ClusterRaw } from './cluster';
import { readerName, writerName } from './instances';

export const clusterCommands: Commands<ClusterRaw> = {
  snapshot: (aws) =>
    `${aws('create-db-cluster-snapshot')} --db-cluster-identifier "$old" --db-cluster-snapshot-identifier "$old-before-$stamp"`,
  restore: (aws, write, source, tags) => {
    const readers = (write.readers ?? []).map(({ settings }, index) => [readerName('$new', index), settings] as const);
    const create = (name: string, settings: Record<string, unknown>) => {
      const own = ownTags(Array.isArray(settings.Tags) ? settings.Tags : []);
      return [
        `${aws('create-db-instance')} --db-instance-identifier "${name}" --db-cluster-identifier "$new"`,
        ...flags(settings),
        ...(own.length > 0 ? [tagFlag(own)] : []),
      ].join(' ');
    };
    const wait = (name: string) => `${aws('wait db-instance-available')} --db-instance-identifier "${name}"`;
    return [
      [
        write.mode === 'snapshot'
          ? `${aws('restore-db-cluster-from-snapshot')} --db-cluster-identifier "$new" --snapshot-identifier ${quote(write.snapshot)}`
          : `${aws('restore-db-cluster-to-point-in-time')} --db-cluster-identifier "$new" --source-db-cluster-identifier ${quote(source.id)} --restore-to-time ${quote(write.at)}`,
        ...flags(write.settings),
        tags,
      ].join(' '),
      `${aws('wait db-cluster-available')} --db-cluster-identifier "$new"`,
      create(writerName('$new'), write.writer ?? {}),
      wait(writerName('$new')),
      ...readers.map(([name, settings]) => create(name, settings)),
      ...readers.map(([name]) => wait(name)),
    ];
  },
  look: (aws, name) =>
    `${aws('describe-db-clusters')} --db-cluster-identifier ${name} --query 'DBClusters[0].[Status,Endpoint,Port]' --output text`,
};
