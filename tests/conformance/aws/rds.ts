import { randomUUID } from 'node:crypto';
import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  CreateOptionGroupCommand,
  DeleteDBInstanceCommand,
  DeleteDBSnapshotCommand,
  DeleteOptionGroupCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { rds } from '@/lib/providers/rds';
import { CURRENT_SINCE, LINEAGE, RESTORED_FROM } from '@/lib/providers/rds/tags';
import type { World } from '../../contract/fixture';
import { awsWorld, clientOptions } from './engine';

const SNAPSHOTS = 27;
const PASSWORD = 'canary-master-password';

/** A database of its own with manual snapshots. No emulator has data: what is restored is known by where it came from. */
export async function snapshottedDatabase(): Promise<World> {
  const client = new RDSClient(clientOptions);
  const name = `repli-conformance-${randomUUID().slice(0, 8)}`;
  const create = (DBInstanceIdentifier: string, Tags: { Key: string; Value: string }[] = []) =>
    client.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier,
        DBInstanceClass: 'db.t3.micro',
        Engine: 'postgres',
        AllocatedStorage: 20,
        MasterUsername: 'shop',
        MasterUserPassword: PASSWORD,
        BackupRetentionPeriod: 7,
        OptionGroupName: name,
        Tags,
      }),
    );
  // moto names the option group of each instance, and knows only those that were made.
  await client.send(
    new CreateOptionGroupCommand({
      OptionGroupName: name,
      OptionGroupDescription: 'Conformance tests of Repli',
      EngineName: 'postgres',
      MajorEngineVersion: '13',
    }),
  );
  await create(name);
  for (let n = 1; n <= SNAPSHOTS; n++)
    await client.send(
      new CreateDBSnapshotCommand({ DBInstanceIdentifier: name, DBSnapshotIdentifier: `${name}-${n}` }),
    );
  /** The database, what was restored from it, and what was made beside it. */
  const instances = async () =>
    ((await client.send(new DescribeDBInstancesCommand({}))).DBInstances ?? []).filter(
      ({ DBInstanceIdentifier: id, TagList = [] }) =>
        id === name || TagList.some(({ Key, Value }) => Key === LINEAGE && Value === name),
    );
  const snapshots = async () =>
    (await client.send(new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: name }))).DBSnapshots ?? [];
  const restoredFrom = (tags: { Key?: string | undefined; Value?: string | undefined }[] = []) =>
    tags.find(({ Key }) => Key === RESTORED_FROM)?.Value;
  const own = {
    config: { region: clientOptions.region, instance: name },
    // A new database, or another one that is made current; not what is only written on the old one.
    isWrite: (call: string) => /Action=Restore/.test(call) || /Action=AddTags\S*current-since/.test(call),
    secrets: [PASSWORD],
    async remove() {
      for (const { DBInstanceIdentifier } of await instances())
        await client.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
      for (const { DBSnapshotIdentifier } of await snapshots())
        await client.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier }));
      await client.send(new DeleteOptionGroupCommand({ OptionGroupName: name }));
      client.destroy();
    },
  };
  return awsWorld(rds, own, {
    everything: async () =>
      JSON.stringify([
        (await instances()).map((each) => [each.DBInstanceIdentifier, each.DbiResourceId, each.TagList]),
        (await snapshots()).map((each) => each.DBSnapshotIdentifier),
      ]),
    async contentOf(id) {
      const [kind, ...rest] = id.split(':');
      if (kind !== 'instance') return id;
      const found = (await instances()).find(({ DbiResourceId }) => DbiResourceId === rest[0]);
      return restoredFrom(found?.TagList) ?? id;
    },
    deploySlipsIn: async () =>
      void (await create(`${name}-other`, [
        { Key: LINEAGE, Value: name },
        { Key: CURRENT_SINCE, Value: new Date().toISOString() },
      ])),
    unknownRevision: `snapshot:arn:aws:rds:${clientOptions.region}:123456789012:snapshot:never-taken`,
  });
}
