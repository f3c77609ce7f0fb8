import { afterEach, describe, expect, it } from 'vitest';
import { emulatorControl } from '../../../emulator/client';
import { type Served, serveEmulator } from '../../../emulator/serve';
import { rdsEmulator } from '../emulator';

let served: Served | undefined;
afterEach(() => {
  served?.close();
  served = undefined;
});

const SIGNATURE = `AWS4-HMAC-SHA256 Credential=AKIAEMULATOR/20260105/eu-west-3/rds/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
const RESTORE = {
  Action: 'RestoreDBClusterFromSnapshot',
  DBClusterIdentifier: 'shop-2',
  SnapshotIdentifier: 'before-release-5',
  Engine: 'aurora-postgresql',
};
const TO_TIME = {
  Action: 'RestoreDBClusterToPointInTime',
  DBClusterIdentifier: 'x',
  SourceDBClusterIdentifier: 'shop',
};
const INSTANCE = {
  Action: 'CreateDBInstance',
  DBInstanceIdentifier: 'shop-3',
  DBClusterIdentifier: 'shop',
  DBInstanceClass: 'db.r6g.large',
  Engine: 'aurora-postgresql',
};

async function start(options: Record<string, unknown> = {}) {
  served ??= await serveEmulator(rdsEmulator({ cluster: 'shop', restoreMs: 60_000, snapshotMs: 60_000, ...options }));
  return served;
}

async function ask(form: Record<string, string>): Promise<string> {
  const { url } = await start();
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: SIGNATURE, 'x-amz-date': '20260105T080000Z' },
    body: new URLSearchParams({ Version: '2014-10-31', ...form }),
  });
  return `${response.status} ${await response.text()}`;
}

describe('the RDS emulator, of a cluster', () => {
  it('gives a restored one its own defaults for what it is not told, and no instance', async () => {
    expect(await ask(RESTORE)).toContain('<Status>creating</Status>');
    const described = await ask({ Action: 'DescribeDBClusters', DBClusterIdentifier: 'shop-2' });
    for (const part of [
      '<VpcSecurityGroupId>sg-default</VpcSecurityGroupId>',
      '<DBClusterParameterGroup>default.aurora-postgresql16</DBClusterParameterGroup>',
      '<DBSubnetGroup>default</DBSubnetGroup>',
      '<EngineVersion>16.8</EngineVersion>',
      '<DeletionProtection>false</DeletionProtection>',
      '<Endpoint>shop-2.cluster-cabcdefghijk.eu-west-3.rds.amazonaws.com</Endpoint>',
    ])
      expect(described).toContain(part);
    expect(described).not.toContain('<DBClusterMember>');
  });

  it('makes an instance of it only once it is available', async () => {
    await ask(RESTORE);
    expect(await ask({ ...INSTANCE, DBClusterIdentifier: 'shop-2' })).toMatch(/^400 .*InvalidDBClusterStateFault/);
    expect(await ask(INSTANCE)).toContain('<DBInstanceStatus>creating</DBInstanceStatus>');
    const members = await ask({ Action: 'DescribeDBClusters', DBClusterIdentifier: 'shop' });
    expect(members).toMatch(/shop-writer<.*<IsClusterWriter>true.*shop-3<.*<IsClusterWriter>false/);
  });

  it('puts an instance where it is asked to, else where the fewest of its cluster are', async () => {
    const zoneOf = (reply: string) => /<AvailabilityZone>(.*?)</.exec(reply)?.[1];
    expect(zoneOf(await ask({ ...INSTANCE, AvailabilityZone: 'eu-west-3b' }))).toBe('eu-west-3b');
    expect(zoneOf(await ask({ ...INSTANCE, DBInstanceIdentifier: 'shop-4' }))).toBe('eu-west-3c');
  });

  it('lists the instances of a cluster', async () => {
    const filter = { 'Filters.Filter.1.Name': 'db-cluster-id', 'Filters.Filter.1.Values.Value.1': 'shop' };
    const described = await ask({ Action: 'DescribeDBInstances', ...filter });
    expect(described.match(/<DBInstanceIdentifier>/g)).toHaveLength(1);
    expect(described).toContain('<DBInstanceIdentifier>shop-writer</DBInstanceIdentifier>');
  });

  it('takes one snapshot at a time, and restores none that is not ready', async () => {
    const create = { Action: 'CreateDBClusterSnapshot', DBClusterIdentifier: 'shop' };
    expect(await ask({ ...create, DBClusterSnapshotIdentifier: 'one' })).toContain('<Status>creating</Status>');
    expect(await ask({ ...create, DBClusterSnapshotIdentifier: 'one' })).toContain('DBClusterSnapshotAlreadyExists');
    expect(await ask({ ...create, DBClusterSnapshotIdentifier: 'two' })).toContain('InvalidDBClusterStateFault');
    expect(await ask({ ...RESTORE, SnapshotIdentifier: 'one' })).toContain('InvalidDBClusterSnapshotStateFault');
  });

  it('shows an automated snapshot by name only to whom says that it is one', async () => {
    const list = await ask({ Action: 'DescribeDBClusterSnapshots', DBClusterIdentifier: 'shop' });
    const [, name = ''] = /<DBClusterSnapshotIdentifier>(rds:.+?)</.exec(list) ?? [];
    const one = { Action: 'DescribeDBClusterSnapshots', DBClusterSnapshotIdentifier: name };
    expect(await ask(one)).toMatch(/^404 .*DBClusterSnapshotNotFoundFault/);
    expect(await ask({ ...one, SnapshotType: 'automated' })).toMatch(/^200/);
  });

  it.each([
    [{ Action: 'DeleteDBCluster', DBClusterIdentifier: 'shop' }, /^400 .*<Code>InvalidAction</],
    [{ Action: 'DescribeDBClusters', DBClusterIdentifier: 'other' }, /^404 .*DBClusterNotFoundFault/],
    [{ Action: 'DescribeDBClusterSnapshots', SnapshotType: 'awsbackup' }, /^400 .*InvalidParameterValue/],
    [{ ...RESTORE, DBClusterIdentifier: 'shop' }, /^400 .*DBClusterAlreadyExistsFault/],
    [{ ...RESTORE, SnapshotIdentifier: 'other' }, /^404 .*DBClusterSnapshotNotFoundFault/],
    [{ ...RESTORE, Engine: 'aurora-mysql' }, /^400 .*InvalidParameterCombination/],
    [{ ...RESTORE, DBClusterParameterGroupName: 'other' }, /^404 .*DBClusterParameterGroupNotFound/],
    [{ ...RESTORE, DBClusterParameterGroupName: 'shop-postgres16' }, /^400 .*InvalidParameterCombination/],
    [{ ...RESTORE, MonitoringInterval: '60' }, /^400 .*MonitoringRoleARN/],
    [{ ...TO_TIME, RestoreToTime: '2001-01-01T00:00:00Z' }, /^400 .*InvalidRestoreFault/],
    [TO_TIME, /^400 .*InvalidParameterCombination/],
    [{ ...INSTANCE, Port: '5433' }, /^400 .*Set Port for the DB Cluster/],
    [{ ...INSTANCE, Engine: 'postgres' }, /^400 .*match the engine name of your DB cluster/],
    [{ ...INSTANCE, DBInstanceClass: 'db.serverless' }, /^400 .*Serverless v2 scaling configuration/],
    [{ ...INSTANCE, DBInstanceIdentifier: 'shop-writer' }, /^400 .*DBInstanceAlreadyExists/],
    [{ ...INSTANCE, PromotionTier: '16' }, /^400 .*Invalid promotion tier/],
    [{ ...INSTANCE, AvailabilityZone: 'eu-west-3d' }, /^400 .*no storage in the Availability Zone/],
    [
      { Action: 'CreateDBSnapshot', DBInstanceIdentifier: 'shop-writer', DBSnapshotIdentifier: 'x' },
      /^400 .*member of a cluster/,
    ],
  ])('refuses %j', async (form, reply) => expect(await ask(form as Record<string, string>)).toMatch(reply));

  it('refuses one cluster too many', async () => {
    const { controlUrl } = await start();
    await emulatorControl(controlUrl).act('set', { clusterQuota: 1 });
    expect(await ask(RESTORE)).toMatch(/^403 .*DBClusterQuotaExceededFault/);
  });
});
