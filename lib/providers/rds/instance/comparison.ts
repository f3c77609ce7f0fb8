import type { DBInstance } from '@aws-sdk/client-rds';
import { deviationsOf, type Line, line, lostOf } from '../comparison';
import type { RestorePoint } from '../restore-points';
import { type Carried, carriedFrom } from './settings';

/** What a restore takes over, what comes from the restore point instead, and what it cannot be told. */
export function compare(source: DBInstance, carried: Carried, { kind, of }: RestorePoint): Line[] {
  const told = Object.entries(carried).map(([setting, value]) => {
    const before = setting === 'AllocatedStorage' ? source.AllocatedStorage : value;
    return line(setting, before, value);
  });
  const fromPoint = [
    line('EngineVersion', source.EngineVersion, of.EngineVersion),
    ...(kind === 'snapshot' ? [line('StorageEncrypted', source.StorageEncrypted, of.Encrypted)] : []),
  ];
  const missed = Object.entries(carriedFrom(source))
    .filter(([setting]) => !(setting in carried))
    .map(([setting, value]) => [setting, value, 'default'] as const);
  return [...told, ...fromPoint, ...lostOf([...missed, ...neverCarried(source)])];
}

/** What neither restore has a parameter for. Amazon's defaults are on the right. */
const neverCarried = (source: DBInstance): [string, unknown, string][] => [
  ['MonitoringInterval', source.MonitoringInterval || undefined, 'off'],
  ['PerformanceInsightsEnabled', source.PerformanceInsightsEnabled || undefined, 'off'],
  ['PreferredMaintenanceWindow', source.PreferredMaintenanceWindow, 'chosen by Amazon'],
  ['AvailabilityZone', source.MultiAZ ? undefined : source.AvailabilityZone, 'chosen by Amazon'],
  ['AssociatedRoles', source.AssociatedRoles?.map(({ FeatureName }) => FeatureName), 'none'],
  ['ReadReplicas', source.ReadReplicaDBInstanceIdentifiers, 'none'],
  ['ActivityStream', source.ActivityStreamStatus === 'started' ? 'started' : undefined, 'stopped'],
];

/** Names of settings that came out otherwise than they were asked for. */
export function deviations(carried: Carried, made: DBInstance): string[] {
  const { Tags: _tags, ManageMasterUserPassword: _password, MasterUserSecretKmsKeyId: _key, ...wanted } = carried;
  return deviationsOf(wanted, carriedFrom(made) as Record<string, unknown>);
}
