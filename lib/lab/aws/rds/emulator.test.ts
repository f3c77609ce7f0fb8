import { afterEach, describe, expect, it } from 'vitest';
import { emulatorControl } from '../../emulator/client';
import { type Served, serveEmulator } from '../../emulator/serve';
import { rdsEmulator } from './emulator';

let served: Served | undefined;
afterEach(() => {
  served?.close();
  served = undefined;
});

const SIGNATURE = `AWS4-HMAC-SHA256 Credential=AKIAEMULATOR/20260105/eu-west-3/rds/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
const RESTORE = {
  Action: 'RestoreDBInstanceFromDBSnapshot',
  DBInstanceIdentifier: 'shop-db-2',
  DBSnapshotIdentifier: 'before-release-5',
};

async function start(options: Record<string, unknown> = {}) {
  served ??= await serveEmulator(rdsEmulator({ restoreMs: 60_000, snapshotMs: 60_000, ...options }));
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

describe('the RDS emulator', () => {
  it('gives a restored instance its own defaults for what it is not told', async () => {
    expect(await ask(RESTORE)).toContain('<DBInstanceStatus>creating</DBInstanceStatus>');
    const described = await ask({ Action: 'DescribeDBInstances', DBInstanceIdentifier: 'shop-db-2' });
    for (const part of [
      '<VpcSecurityGroupId>sg-default</VpcSecurityGroupId>',
      '<MultiAZ>false</MultiAZ>',
      '<DBParameterGroupName>default.postgres16</DBParameterGroupName>',
      '<DBSubnetGroupName>default</DBSubnetGroupName>',
      '<DeletionProtection>false</DeletionProtection>',
    ])
      expect(described).toContain(part);
  });

  it('reads lists, and takes an empty one', async () => {
    const lists = {
      'VpcSecurityGroupIds.VpcSecurityGroupId.1': 'sg-1',
      'VpcSecurityGroupIds.VpcSecurityGroupId.2': 'sg-2',
      'Tags.Tag.1.Key': 'team',
      'Tags.Tag.1.Value': 'payments',
      'EnableCloudwatchLogsExports.member.1': 'postgresql',
      ProcessorFeatures: '',
    };
    const reply = await ask({ ...RESTORE, ...lists });
    expect(reply).toMatch(/>sg-1<.*>sg-2</);
    expect(reply).toContain('<EnabledCloudwatchLogsExports><member>postgresql</member></EnabledCloudwatchLogsExports>');
    expect(reply).toContain('<TagList><Tag><Key>team</Key><Value>payments</Value></Tag></TagList>');
  });

  it('shows no endpoint before the instance can be reached', async () => {
    await ask(RESTORE);
    const creating = await ask({ Action: 'DescribeDBInstances', DBInstanceIdentifier: 'shop-db-2' });
    expect(creating).toMatch(/^200/);
    expect(creating).not.toContain('<Address>');
  });

  it('takes one snapshot at a time, and restores none that is not ready', async () => {
    const create = { Action: 'CreateDBSnapshot', DBInstanceIdentifier: 'shop-db' };
    expect(await ask({ ...create, DBSnapshotIdentifier: 'one' })).toContain('<Status>creating</Status>');
    expect(await ask({ ...create, DBSnapshotIdentifier: 'one' })).toContain('DBSnapshotAlreadyExists');
    expect(await ask({ ...create, DBSnapshotIdentifier: 'two' })).toContain('InvalidDBInstanceState');
    expect(await ask({ ...RESTORE, DBSnapshotIdentifier: 'one' })).toContain('InvalidDBSnapshotState');
  });

  it('lists in pages', async () => {
    await start({ snapshots: 50 });
    const page = await ask({ Action: 'DescribeDBSnapshots', MaxRecords: '20' });
    const [, marker = ''] = /<Marker>(.+)<\/Marker>/.exec(page) ?? [];
    const next = await ask({ Action: 'DescribeDBSnapshots', MaxRecords: '20', Marker: marker });
    expect(page.match(/<DBSnapshot>/g)).toHaveLength(20);
    expect(next).not.toContain(/<DBSnapshotIdentifier>(.+?)</.exec(page)?.[1]);
  });

  it.each([
    [{ Action: 'DeleteDBInstance', DBInstanceIdentifier: 'shop-db' }, /^400 .*<Code>InvalidAction</],
    [{ Action: 'DescribeEverything' }, /^400 .*<Code>InvalidAction</],
    [{ Action: 'DescribeDBInstances', Colour: 'blue' }, /^400 .*InvalidParameterValue.*Colour/],
    [{ Action: 'DescribeDBInstances', MaxRecords: '5' }, /^400 .*InvalidParameterValue/],
    [{ Action: 'DescribeDBInstances', Version: '2011-01-01' }, /^400 .*version/],
    [{ Action: 'DescribeDBInstances', DBInstanceIdentifier: 'other' }, /^404 .*DBInstanceNotFound/],
    [{ ...RESTORE, DBInstanceIdentifier: 'shop-db' }, /^400 .*DBInstanceAlreadyExists/],
    [{ ...RESTORE, DBInstanceIdentifier: 'shop--db' }, /^400 .*InvalidParameterValue/],
    [{ ...RESTORE, DBSnapshotIdentifier: 'other' }, /^404 .*DBSnapshotNotFound/],
    [{ ...RESTORE, MultiAZ: 'true', AvailabilityZone: 'eu-west-3a' }, /^400 .*InvalidParameterCombination/],
    [{ ...RESTORE, StorageType: 'gp3', Iops: '3000' }, /^400 .*storage size less than 400/],
    [{ ...RESTORE, DBParameterGroupName: 'other' }, /^404 .*DBParameterGroupNotFound/],
    [{ ...RESTORE, 'VpcSecurityGroupIds.Group.1': 'sg-1' }, /^400 .*InvalidParameterValue/],
    [
      {
        Action: 'RestoreDBInstanceToPointInTime',
        TargetDBInstanceIdentifier: 'x',
        SourceDBInstanceIdentifier: 'shop-db',
        RestoreTime: '2001-01-01T00:00:00Z',
      },
      /^400 .*InvalidRestoreFault/,
    ],
  ])('refuses %j', async (form, reply) => expect(await ask(form as Record<string, string>)).toMatch(reply));

  it('refuses one instance too many', async () => {
    const { controlUrl } = await start();
    await emulatorControl(controlUrl).act('set', { quota: 1 });
    expect(await ask(RESTORE)).toMatch(/^400 .*InstanceQuotaExceeded/);
  });
});
