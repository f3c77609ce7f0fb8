import type { ReadinessFinding } from '../contract';
import { asProviderError } from '../error';
import { probe } from '../probe';
import type { Rds } from './client';
import type { Database } from './database';
import { readLineage } from './lineage';
import { readSnapshots } from './restore-points';
import { type Quota, readQuotas } from './surroundings';

const HOUR_MS = 3_600_000;
/** Daily snapshots, and two hours for taking them. */
const FRESH_HOURS = 26;

/** Could a restore work right now? Only reads; what Amazon answers becomes a finding, never an error. */
export async function readiness(rds: Rds, signal: AbortSignal): Promise<ReadinessFinding[]> {
  try {
    const { current, members } = await readLineage(rds, signal);
    return [
      statusFinding(current),
      await probe('fail', 'snapshots_unreadable', () => snapshotFinding(rds, members, signal)),
      await probe('fail', 'window_unreadable', () => windowFinding(rds, current, signal)),
      await probe('warn', 'quota_unreadable', () => quotaFinding(rds, current, signal)),
      {
        level: 'warn',
        code: 'restore_unproven',
        provenByUse: true,
        text: 'Amazon offers no way to test a restore without one: a drill proves it, and how long it takes.',
      },
    ];
  } catch (error) {
    const { code, message } = asProviderError(error);
    return [{ level: 'fail', code: `database_${code}`, text: message }];
  }
}

function statusFinding({ id: name, status }: Database): ReadinessFinding {
  const params = { name, status };
  return status === 'available'
    ? { level: 'ok', code: 'database_found', params, text: `The current database is ${name}.` }
    : { level: 'warn', code: 'database_busy', params, text: `The current database ${name} is ${status}.` };
}

/** A backup of each day, and any second in between. */
const BACKUPS = { precaution: 'backups' } as const;

async function snapshotFinding(rds: Rds, members: Database[], signal: AbortSignal): Promise<ReadinessFinding> {
  const snapshots = await readSnapshots(rds, members, signal);
  const newestMs = Math.max(0, ...snapshots.map((each) => each.takenAt.getTime()));
  if (newestMs === 0)
    return {
      ...BACKUPS,
      level: 'fail',
      code: 'no_snapshot',
      text: 'There is no snapshot: take one, and switch automated backups on.',
    };
  const hours = Math.floor((rds.clock().getTime() - newestMs) / HOUR_MS);
  const params = { hours, count: snapshots.length };
  return hours <= FRESH_HOURS
    ? {
        ...BACKUPS,
        level: 'ok',
        code: 'snapshots_fresh',
        params,
        text: `${params.count} snapshots, the newest ${hours} hours old.`,
      }
    : { ...BACKUPS, level: 'warn', code: 'snapshots_old', params, text: `The newest snapshot is ${hours} hours old.` };
}

async function windowFinding(rds: Rds, current: Database, signal: AbortSignal): Promise<ReadinessFinding> {
  const window = await rds.kind.window(rds, current, signal);
  if (!window)
    return {
      ...BACKUPS,
      level: 'warn',
      code: 'window_off',
      text: 'Automated backups are off: only snapshots can be restored, not a point in time.',
    };
  const params = { earliest: window.earliest.toISOString(), latest: window.latest.toISOString() };
  return {
    ...BACKUPS,
    level: 'ok',
    code: 'window_open',
    params,
    text: `Any second from ${params.earliest} to ${params.latest} can be restored.`,
  };
}

/** About the one that is nearest to its end. */
async function quotaFinding(rds: Rds, current: Database, signal: AbortSignal): Promise<ReadinessFinding> {
  const quotas = await readQuotas(rds, current, signal);
  const leftOf = ({ used, most, needed }: Quota) => most - used - needed;
  const tightest = quotas?.sort((a, b) => leftOf(a) - leftOf(b))[0];
  if (!tightest)
    return {
      level: 'warn',
      code: 'quota_unseen',
      text: 'The credentials may not see how many DB instances the account may have (rds:DescribeAccountAttributes).',
    };
  const { code, noun, used, most, needed } = tightest;
  const params = { used, most };
  if (used < most && used + needed > most)
    return {
      level: 'warn',
      code: `${code}_short`,
      params: { ...params, needed },
      text: `The account has ${used} of ${most} ${noun}, and a restore makes ${needed}: Amazon will refuse those beyond.`,
    };
  return used < most
    ? { level: 'ok', code: `${code}_free`, params, text: `${used} of ${most} ${noun} are used.` }
    : {
        level: 'fail',
        code: `${code}_used_up`,
        params,
        text: `All ${most} ${noun} are used: a restore would be refused.`,
      };
}
