import type { DBInstance } from '@aws-sdk/client-rds';
import { quote } from '@/lib/net/shell';
import { flags } from '../command-line';
import type { Commands } from '../database';

export const instanceCommands: Commands<DBInstance> = {
  snapshot: (aws) =>
    `${aws('create-db-snapshot')} --db-instance-identifier "$old" --db-snapshot-identifier "$old-before-$stamp"`,
  restore: (aws, write, source, tags) => [
    [
      write.mode === 'snapshot'
        ? `${aws('restore-db-instance-from-db-snapshot')} --db-instance-identifier "$new" --db-snapshot-identifier ${quote(write.snapshot)}`
        : `${aws('restore-db-instance-to-point-in-time')} --target-db-instance-identifier "$new" --source-db-instance-identifier ${quote(source.id)} --restore-time ${quote(write.at)}`,
      ...flags(write.settings),
      tags,
    ].join(' '),
    `${aws('wait db-instance-available')} --db-instance-identifier "$new"`,
  ],
  look: (aws, name) =>
    `${aws('describe-db-instances')} --db-instance-identifier ${name} --query 'DBInstances[0].[DBInstanceStatus,Endpoint.Address,Endpoint.Port]' --output text`,
};
