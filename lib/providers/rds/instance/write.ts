import type { DBInstance, RestoreDBInstanceToPointInTimeMessage } from '@aws-sdk/client-rds';
import type { Kind } from '../database';

export const takeSnapshot: Kind<DBInstance>['takeSnapshot'] = async (rds, { id }, name, Tags, signal) => {
  const input = { DBInstanceIdentifier: id, DBSnapshotIdentifier: name, Tags };
  await rds.call(signal, (client, { CreateDBSnapshotCommand }, options) =>
    client.send(new CreateDBSnapshotCommand(input), options),
  );
};

/** Amazon refuses a second one of the same name. */
export const restore: Kind<DBInstance>['restore'] = async (rds, write, { name, tags: Tags, source }, signal) => {
  const wanted: Omit<RestoreDBInstanceToPointInTimeMessage, 'TargetDBInstanceIdentifier'> = { ...write.settings, Tags };
  await rds.call<unknown>(signal, (client, sdk, options) => {
    if (write.mode === 'snapshot') {
      const from = { DBSnapshotIdentifier: write.snapshot, DBInstanceIdentifier: name };
      return client.send(new sdk.RestoreDBInstanceFromDBSnapshotCommand({ ...wanted, ...from }), options);
    }
    const from = { SourceDBInstanceIdentifier: source.id, RestoreTime: new Date(write.at) };
    return client.send(
      new sdk.RestoreDBInstanceToPointInTimeCommand({ ...wanted, ...from, TargetDBInstanceIdentifier: name }),
      options,
    );
  });
};
