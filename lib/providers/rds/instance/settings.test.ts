import { describe, expect, it } from 'vitest';
import { flag } from '../command-line';
import { diffOf } from '../comparison';
import { compare, deviations } from './comparison';
import type { Instance } from './instance';
import { carriedFrom } from './settings';

const source = (more: Partial<Instance> = {}): Instance => ({
  DBInstanceIdentifier: 'shop-db',
  DbiResourceId: 'db-A',
  DBInstanceArn: 'arn:aws:rds:eu-west-3:1:db:shop-db',
  DBInstanceStatus: 'available',
  Engine: 'postgres',
  EngineVersion: '16.3',
  DBInstanceClass: 'db.m6g.large',
  AllocatedStorage: 100,
  MaxAllocatedStorage: 500,
  StorageType: 'gp3',
  Iops: 3_000,
  StorageThroughput: 125,
  Endpoint: { Address: 'shop-db.x.rds.example', Port: 5_433 },
  MultiAZ: true,
  PubliclyAccessible: false,
  DeletionProtection: true,
  IAMDatabaseAuthenticationEnabled: true,
  EnabledCloudwatchLogsExports: ['postgresql'],
  DBSubnetGroup: { DBSubnetGroupName: 'private' },
  VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }, { VpcSecurityGroupId: 'sg-2' }],
  DBParameterGroups: [{ DBParameterGroupName: 'shop-16' }],
  OptionGroupMemberships: [{ OptionGroupName: 'options-16' }],
  TagList: [
    { Key: 'team', Value: 'payments' },
    { Key: 'aws:cloudformation:stack-name', Value: 'shop' },
    { Key: 'repli:current-since', Value: '2026-01-05T10:00:00.000Z' },
  ],
  MonitoringInterval: 60,
  ...more,
});

describe('the settings that a restore is told', () => {
  it('are all that Amazon would else take its defaults for', () => {
    expect(carriedFrom(source())).toEqual({
      DBInstanceClass: 'db.m6g.large',
      Port: 5_433,
      DBSubnetGroupName: 'private',
      VpcSecurityGroupIds: ['sg-1', 'sg-2'],
      DBParameterGroupName: 'shop-16',
      OptionGroupName: 'options-16',
      MultiAZ: true,
      PubliclyAccessible: false,
      DeletionProtection: true,
      EnableIAMDatabaseAuthentication: true,
      EnableCloudwatchLogsExports: ['postgresql'],
      AllocatedStorage: 100,
      MaxAllocatedStorage: 500,
      StorageType: 'gp3',
      Tags: [{ Key: 'team', Value: 'payments' }],
    });
  });

  it('leave out the groups of another major version', () => {
    const carried = carriedFrom(source(), { kind: 'snapshot', of: { EngineVersion: '15.8' } });
    expect(carried).not.toHaveProperty('DBParameterGroupName');
    expect(carried).not.toHaveProperty('OptionGroupName');
    expect(carriedFrom(source(), { kind: 'snapshot', of: { EngineVersion: '16.1' } })).toHaveProperty(
      'DBParameterGroupName',
    );
  });

  it.each([
    ['mysql', '8.0.35', '8.4.1', false],
    ['mysql', '8.0.35', '8.0.28', true],
    ['mariadb', '10.11.6', '10.6.1', false],
  ])('know what a major version of %s is: %s and %s', (Engine, EngineVersion, older, same) => {
    const carried = carriedFrom(source({ Engine, EngineVersion }), { kind: 'time', of: { EngineVersion: older } });
    expect('DBParameterGroupName' in carried).toBe(same);
  });

  it('name the performance of a volume only where Amazon lets it be named', () => {
    expect(carriedFrom(source())).not.toHaveProperty('Iops');
    expect(carriedFrom(source({ AllocatedStorage: 500, Iops: 12_000, StorageThroughput: 500 }))).toMatchObject({
      Iops: 12_000,
      StorageThroughput: 500,
    });
    const io1 = carriedFrom(source({ StorageType: 'io1', Iops: 3_000, StorageThroughput: 125 }));
    expect(io1).toMatchObject({ StorageType: 'io1', Iops: 3_000 });
    expect(io1).not.toHaveProperty('StorageThroughput');
  });

  it('give a database with a managed password a secret of its own', () => {
    const MasterUserSecret = { SecretArn: 'arn', KmsKeyId: 'key' };
    expect(carriedFrom(source({ MasterUserSecret }))).toMatchObject({
      ManageMasterUserPassword: true,
      MasterUserSecretKmsKeyId: 'key',
    });
  });

  it('leave out the size of a SQL Server volume, which cannot be told', () => {
    expect(carriedFrom(source({ Engine: 'sqlserver-se' }))).not.toHaveProperty('AllocatedStorage');
  });
});

describe('the comparison', () => {
  const point = { kind: 'snapshot' as const, of: { EngineVersion: '15.8', AllocatedStorage: 200, Encrypted: true } };
  const lines = compare(source(), carriedFrom(source(), point), point);

  it('says what differs, what cannot be carried and what stays the same', () => {
    const text = diffOf('shop-db', lines, 'before-release');
    const [head, differs, lost, same] = text.split(/^@@ (?:differs|cannot be carried|same) @@$/m);
    expect(head).toContain('+++ restored from before-release');
    expect(differs).toContain('-EngineVersion: 16.3\n+EngineVersion: 15.8');
    expect(differs).toContain('-AllocatedStorage: 100\n+AllocatedStorage: 200');
    expect(lost).toContain('-MonitoringInterval: 60\n+MonitoringInterval: off');
    expect(lost).toContain('-DBParameterGroupName: shop-16\n+DBParameterGroupName: default');
    expect(lost).toContain('-MaxAllocatedStorage: 500\n+MaxAllocatedStorage: default');
    expect(same).toContain(' VpcSecurityGroupIds: ["sg-1","sg-2"]');
  });

  it('finds what came out otherwise than asked for', () => {
    const carried = carriedFrom(source());
    expect(deviations(carried, source())).toEqual([]);
    expect(
      deviations(carried, source({ MultiAZ: false, VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-default' }] })),
    ).toEqual(['VpcSecurityGroupIds', 'MultiAZ']);
  });
});

it.each([
  ['DBSubnetGroupName', 'private', '--db-subnet-group-name private'],
  ['EnableIAMDatabaseAuthentication', true, '--enable-iam-database-authentication'],
  ['MultiAZ', false, '--no-multi-az'],
  ['EnableCloudwatchLogsExports', ['a', 'b'], '--enable-cloudwatch-logs-exports a b'],
  ['CACertificateIdentifier', 'rds-ca', '--ca-certificate-identifier rds-ca'],
  ['VpcSecurityGroupIds', ['sg-1'], '--vpc-security-group-ids sg-1'],
  ['ProcessorFeatures', [{ Name: 'coreCount', Value: '4' }], '--processor-features Name=coreCount,Value=4'],
  ['Port', 5_433, '--port 5433'],
])('on the command line %s %j is %s', (member, value, option) => expect(flag(member, value)).toBe(option));
