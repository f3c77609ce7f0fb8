import type { DBInstance } from '@aws-sdk/client-rds';
import type { Instance } from './lineage';
import { type Carried, carriedFrom, type RestorePoint } from './settings';

export interface Line {
  setting: string;
  before: string;
  after: string;
  /** Whether the restore can be told. */
  carried: boolean;
}

const shown = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return '–';
  if (Array.isArray(value) && value.length === 0) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** What a restore takes over, what comes from the restore point instead, and what it cannot be told. */
export function compare(source: Instance, carried: Carried, { kind, of }: RestorePoint): Line[] {
  const told = Object.entries(carried).map(([setting, value]) => {
    const before = setting === 'AllocatedStorage' ? source.AllocatedStorage : value;
    return line(setting, before, value);
  });
  const fromPoint = [
    line('EngineVersion', source.EngineVersion, of.EngineVersion),
    ...(kind === 'snapshot' ? [line('StorageEncrypted', source.StorageEncrypted, of.Encrypted)] : []),
  ];
  const missed = Object.keys(carriedFrom(source))
    .filter((setting) => !(setting in carried))
    .map((setting) => lost(setting, carriedFrom(source)[setting as keyof Carried], 'default'));
  return [...told, ...fromPoint, ...missed, ...neverCarried(source)];
}

/** What neither restore has a parameter for. Amazon's defaults are on the right. */
function neverCarried(source: Instance): Line[] {
  const list: [string, unknown, string][] = [
    ['MonitoringInterval', source.MonitoringInterval || undefined, 'off'],
    ['PerformanceInsightsEnabled', source.PerformanceInsightsEnabled || undefined, 'off'],
    ['PreferredMaintenanceWindow', source.PreferredMaintenanceWindow, 'chosen by Amazon'],
    ['AvailabilityZone', source.MultiAZ ? undefined : source.AvailabilityZone, 'chosen by Amazon'],
    ['AssociatedRoles', source.AssociatedRoles?.map(({ FeatureName }) => FeatureName), 'none'],
    ['ReadReplicas', source.ReadReplicaDBInstanceIdentifiers, 'none'],
    ['ActivityStream', source.ActivityStreamStatus === 'started' ? 'started' : undefined, 'stopped'],
  ];
  return list
    .filter(([, before]) => shown(before) !== '–')
    .map(([setting, before, after]) => lost(setting, before, after));
}

const line = (setting: string, before: unknown, after: unknown): Line => ({
  ...{ setting, before: shown(before), after: shown(after) },
  carried: true,
});
const lost = (setting: string, before: unknown, after: string): Line => ({
  ...{ setting, before: shown(before), after },
  carried: false,
});

const MAX_BYTES = 60 * 1024;

/** Side by side, as a unified diff in three parts. */
export function diffOf(source: Instance, lines: Line[], to: string): string {
  const part = (title: string, of: Line[], print: (each: Line) => string[]) =>
    of.length === 0 ? [] : [`@@ ${title} @@`, ...of.flatMap(print)];
  const changed = ({ setting, before, after }: Line) => [`-${setting}: ${before}`, `+${setting}: ${after}`];
  const carried = lines.filter((each) => each.carried);
  const text = [
    `--- ${source.DBInstanceIdentifier}`,
    `+++ restored from ${to}`,
    ...part(
      'differs',
      carried.filter(({ before, after }) => before !== after),
      changed,
    ),
    ...part(
      'cannot be carried',
      lines.filter((each) => !each.carried),
      changed,
    ),
    ...part(
      'same',
      carried.filter(({ before, after }) => before === after),
      ({ setting, before }) => [` ${setting}: ${before}`],
    ),
  ].join('\n');
  return text.slice(0, MAX_BYTES);
}

/** Names of settings that came out otherwise than they were asked for. */
export function deviations(carried: Carried, made: DBInstance): string[] {
  const { Tags: _tags, ManageMasterUserPassword: _password, MasterUserSecretKmsKeyId: _key, ...wanted } = carried;
  const got = carriedFrom(made as Instance) as Record<string, unknown>;
  return Object.entries(wanted).flatMap(([setting, value]) => (isEqual(got[setting], value) ? [] : [setting]));
}

/** Amazon gives lists back in an order of its own. */
const isEqual = (a: unknown, b: unknown) => shown(sorted(a)) === shown(sorted(b));
const sorted = (value: unknown) => (Array.isArray(value) ? value.map((each) => JSON.stringify(each)).sort() : value);
