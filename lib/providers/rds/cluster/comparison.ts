import type { DBCluster } from '@aws-sdk/client-rds';
import { deviationsOf, type Line, line, lostOf } from '../comparison';
import type { Database } from '../database';
import type { RestorePoint } from '../restore-points';
import type { Settings } from '../write';
import { pointFrom } from './backups';
import { type ClusterRaw, writerOf } from './cluster';
import { readersIn } from './readers';
import { carriedFrom, readerFrom, told } from './settings';

type Values = Record<string, unknown>;

/** What a restore takes over, what comes from the restore point instead, and what it cannot be told. */
export function compare(raw: ClusterRaw, wanted: Settings, { kind, of }: RestorePoint): Line[] {
  const { cluster } = raw;
  const now = settingsOf(raw);
  const { Engine: _engine, EngineVersion: _version, ...settings } = wanted.settings;
  const instances = [
    { prefix: 'Writer.', before: now.writer ?? {}, after: wanted.writer ?? {} },
    ...(wanted.readers ?? []).map(({ of: name, settings: after }) => ({
      prefix: `Reader ${name}.`,
      before: now.readers?.find((each) => each.of === name)?.settings ?? {},
      after,
    })),
  ];
  return [
    ...pairs(now.settings, settings),
    ...instances.flatMap(({ before, after, prefix }) => pairs(before, after, prefix)),
    line('EngineVersion', cluster.EngineVersion, of.EngineVersion),
    ...(kind === 'snapshot' ? [line('StorageEncrypted', cluster.StorageEncrypted, of.Encrypted)] : []),
    ...lostOf([
      ...missed(now.settings, settings),
      ...instances.flatMap(({ before, after, prefix }) => missed(before, after, prefix)),
    ]),
    ...lostOf(neverCarried(cluster)),
  ];
}

/** What a restore of the cluster to its own state of now is told. */
function settingsOf(raw: ClusterRaw): Settings {
  const point = { kind: 'time', of: pointFrom(raw.cluster) } as const;
  const writer = writerOf(raw);
  return writer ? told(raw, writer, point) : { settings: { ...carriedFrom(raw.cluster, point) } };
}

const pairs = (now: Values, told: Values, prefix = ''): Line[] =>
  Object.entries(told).map(([setting, value]) => line(prefix + setting, now[setting], value));

const missed = (now: Values, told: Values, prefix = ''): [string, unknown, string][] =>
  Object.entries(now).flatMap(([setting, value]) => (setting in told ? [] : [[prefix + setting, value, 'default']]));

/** What neither restore has a parameter for. Amazon's defaults are on the right. */
const neverCarried = (source: DBCluster): [string, unknown, string][] => [
  ['MasterUserSecret', source.MasterUserSecret && 'managed by Amazon', 'none'],
  ['PreferredMaintenanceWindow', source.PreferredMaintenanceWindow, 'chosen by Amazon'],
  ['HttpEndpointEnabled', source.HttpEndpointEnabled || undefined, 'off'],
  ['DatabaseInsightsMode', source.DatabaseInsightsMode === 'advanced' ? 'advanced' : undefined, 'standard'],
  ['LocalWriteForwarding', source.LocalWriteForwardingStatus === 'enabled' ? 'enabled' : undefined, 'disabled'],
  ['CustomEndpoints', source.CustomEndpoints, 'none'],
  ['GlobalCluster', source.GlobalClusterIdentifier, 'none'],
  ['ReadReplicas', source.ReadReplicaIdentifiers, 'none'],
  ['ActivityStream', source.ActivityStreamStatus === 'started' ? 'started' : undefined, 'stopped'],
];

/** Names of settings that came out otherwise than they were asked for. What was not made at all is said apart. */
export function deviations({ settings, writer = {}, readers = [] }: Settings, made: Database<ClusterRaw>): string[] {
  const { Engine: _engine, EngineVersion, ...wanted } = withoutTags(settings);
  const got = settingsOf(made.raw);
  const point = { kind: 'time', of: pointFrom(made.raw.cluster) } as const;
  return [
    ...deviationsOf(EngineVersion === undefined ? {} : { EngineVersion }, { ...made.raw.cluster }),
    ...deviationsOf(wanted, got.settings),
    ...deviationsOf(withoutTags(writer), got.writer ?? {}).map((setting) => `Writer.${setting}`),
    ...readersIn(made, { readers }).flatMap(({ name, settings: reader, instance }) =>
      instance
        ? deviationsOf(withoutTags(reader), { ...readerFrom(instance, point) }).map((each) => `${name}.${each}`)
        : [],
    ),
  ];
}

const withoutTags = ({ Tags: _tags, ...settings }: Values): Values => settings;
