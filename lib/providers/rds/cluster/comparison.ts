import type { DBCluster } from '@aws-sdk/client-rds';
import { deviationsOf, type Line, line, lostOf } from '../comparison';
import type { RestorePoint } from '../restore-points';
import type { Settings } from '../write';
import { pointFrom } from './backups';
import { type ClusterRaw, readersOf, writerOf } from './cluster';
import { carriedFrom, writerFrom } from './settings';

type Values = Record<string, unknown>;

/** What a restore takes over, what comes from the restore point instead, and what it cannot be told. */
export function compare(raw: ClusterRaw, told: Settings, { kind, of }: RestorePoint): Line[] {
  const { cluster } = raw;
  const now = settingsOf(raw);
  const { Engine: _engine, EngineVersion: _version, ...settings } = told.settings;
  return [
    ...pairs(now.settings, settings),
    ...pairs(now.writer ?? {}, told.writer ?? {}, 'Writer.'),
    line('EngineVersion', cluster.EngineVersion, of.EngineVersion),
    ...(kind === 'snapshot' ? [line('StorageEncrypted', cluster.StorageEncrypted, of.Encrypted)] : []),
    ...lostOf([...missed(now.settings, settings), ...missed(now.writer ?? {}, told.writer ?? {}, 'Writer.')]),
    ...lostOf(neverCarried(cluster)),
    ...lostOf([['Readers', readersOf(raw).map(({ DBInstanceClass: size }) => size), 'none']]),
  ];
}

/** What a restore of the cluster to its own state of now is told. */
function settingsOf(raw: ClusterRaw): Settings {
  const point = { kind: 'time', of: pointFrom(raw.cluster) } as const;
  const writer = writerOf(raw);
  return {
    settings: { ...carriedFrom(raw.cluster, point) },
    ...(writer ? { writer: { ...writerFrom(writer, point) } } : {}),
  };
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

/** Names of settings that came out otherwise than they were asked for. */
export function deviations({ settings, writer = {} }: Settings, made: ClusterRaw): string[] {
  const { Tags: _tags, Engine: _engine, EngineVersion, ...wanted } = settings;
  const { Tags: _own, ...wantedWriter } = writer;
  const got = settingsOf(made);
  return [
    ...deviationsOf(EngineVersion === undefined ? {} : { EngineVersion }, { ...made.cluster }),
    ...deviationsOf(wanted, got.settings),
    ...deviationsOf(wantedWriter, got.writer ?? {}).map((setting) => `Writer.${setting}`),
  ];
}
