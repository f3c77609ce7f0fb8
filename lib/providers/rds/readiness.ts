import type { ReadinessFinding } from '../contract';
import { asProviderError } from '../error';
import { probe } from '../probe';
import type { Rds } from './client';
import { type Instance, readLineage } from './lineage';
import { readSnapshots, readWindow, takenAt } from './restore-points';
import { readQuota } from './surroundings';

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
      await probe('warn', 'quota_unreadable', () => quotaFinding(rds, signal)),
      {
        level: 'warn',
        code: 'restore_unproven',
        text: 'Amazon offers no way to test a restore without one: a drill proves it, and how long it takes.',
      },
    ];
  } catch (error) {
    const { code, message } = asProviderError(error);
    return [{ level: 'fail', code: `database_${code}`, text: message }];
  }
}

function statusFinding({ DBInstanceIdentifier: name, DBInstanceStatus: status }: Instance): ReadinessFinding {
  const params = { name, status };
  return status === 'available'
    ? { level: 'ok', code: 'database_found', params, text: `The current database is ${name}.` }
    : { level: 'warn', code: 'database_busy', params, text: `The current database ${name} is ${status}.` };
}

async function snapshotFinding(rds: Rds, members: Instance[], signal: AbortSignal): Promise<ReadinessFinding> {
  const snapshots = await readSnapshots(rds, members, signal);
  const newestMs = Math.max(0, ...snapshots.map((each) => takenAt(each).getTime()));
  if (newestMs === 0)
    return {
      level: 'fail',
      code: 'no_snapshot',
      text: 'There is no snapshot: take one, and switch automated backups on.',
    };
  const hours = Math.floor((rds.clock().getTime() - newestMs) / HOUR_MS);
  const params = { hours, count: snapshots.length };
  return hours <= FRESH_HOURS
    ? {
        level: 'ok',
        code: 'snapshots_fresh',
        params,
        text: `${params.count} snapshots, the newest ${hours} hours old.`,
      }
    : { level: 'warn', code: 'snapshots_old', params, text: `The newest snapshot is ${hours} hours old.` };
}

async function windowFinding(rds: Rds, current: Instance, signal: AbortSignal): Promise<ReadinessFinding> {
  const window = await readWindow(rds, current, signal);
  if (!window)
    return {
      level: 'warn',
      code: 'window_off',
      text: 'Automated backups are off: only snapshots can be restored, not a point in time.',
    };
  const params = { earliest: window.earliest.toISOString(), latest: window.latest.toISOString() };
  return {
    level: 'ok',
    code: 'window_open',
    params,
    text: `Any second from ${params.earliest} to ${params.latest} can be restored.`,
  };
}

async function quotaFinding(rds: Rds, signal: AbortSignal): Promise<ReadinessFinding> {
  const quota = await readQuota(rds, signal);
  if (!quota)
    return {
      level: 'warn',
      code: 'quota_unseen',
      text: 'The credentials may not see how many DB instances the account may have (rds:DescribeAccountAttributes).',
    };
  const { used, most } = quota;
  const params = { used, most };
  return used < most
    ? { level: 'ok', code: 'quota_free', params, text: `${used} of ${most} DB instances are used.` }
    : {
        level: 'fail',
        code: 'quota_used_up',
        params,
        text: `All ${most} DB instances are used: a restore would be refused.`,
      };
}
