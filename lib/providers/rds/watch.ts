import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Operation, Progress, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Rds } from './client';
import { deviations } from './comparison';
import { findInstance, type Instance, readLineage } from './lineage';
import { type RdsWrite, readWrite } from './write';

/** What `start` leaves in the log. */
const operationSchema = z.object({
  instance: z.string(),
  startedAt: z.iso.datetime(),
  endpoint: z.string().optional(),
});
type Started = z.output<typeof operationSchema>;

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
const BACKOFF = 1.6;

/** Statuses that a restore passes, in their order; others count as being nearly there. */
const WAY = ['creating', 'modifying', 'backing-up', 'available'];
/** "DB instance status" of the user guide. The SDK's own waiter knows fewer, and repeats on the others until its time is up. */
const HOPELESS = new Set([
  'deleted',
  'deleting',
  'failed',
  'incompatible-network',
  'incompatible-option-group',
  'incompatible-parameters',
  'incompatible-restore',
  'inaccessible-encryption-credentials',
  'insufficient-capacity',
  'restore-error',
  'storage-full',
]);

/**
 * Follows the instance until it is available, reachable and current. Errors: ProviderError `failed` with the status that
 * ended it or when it takes too long, `conflict` when another database became current, those of the calls.
 */
export async function* watch(
  rds: Rds,
  operation: Operation,
  plan: ProviderPlan,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const started = operationSchema.parse(operation.data);
  const write = readWrite(plan);
  let seen = false;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * BACKOFF, LONGEST_WAIT_MS)) {
    const instance = await findInstance(rds, started.instance, signal);
    seen ||= instance !== null;
    refuse(rds, started, write, seen ? (instance?.DBInstanceStatus ?? 'deleted') : '');
    if (instance?.DBInstanceStatus === 'available' && instance.Endpoint?.Address) {
      yield await conclude(rds, started, write, instance, signal);
      return;
    }
    yield progressOf(rds, started, instance, plan.estimateMs);
    refuseLate(rds, started, instance);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

function refuse(rds: Rds, { instance: name }: Started, { mode }: RdsWrite, status: string): void {
  if (!HOPELESS.has(status)) return;
  if (mode === 'switch')
    throw new ProviderError(
      'failed',
      `${name} is the current database of ${rds.name} again, but it is ${status} and cannot serve: bring it back in Amazon's console, then retry, or switch to another.`,
    );
  const remedy =
    status === 'incompatible-restore'
      ? 'its settings do not fit the restore point (as the engine version, the parameter group or the network): look at its events'
      : 'look at its events';
  throw new ProviderError(
    'failed',
    `The restore of ${rds.name} ended as ${status}: ${remedy} in Amazon's console, then retry or choose another restore point. ${name} can be deleted by hand; the database before is untouched.`,
  );
}

/** The proof: which endpoint, and whether every setting came out as asked for. */
async function conclude(
  rds: Rds,
  started: Started,
  write: RdsWrite,
  instance: Instance,
  signal: AbortSignal,
): Promise<Progress> {
  const address = instance.Endpoint?.Address ?? '';
  if (started.endpoint !== undefined && started.endpoint !== address)
    throw new ProviderError(
      'failed',
      `${started.instance} is available at ${address}, not at ${started.endpoint} as expected: go on by hand with the right address.`,
    );
  const { current } = await readLineage(rds, signal);
  if (current.DbiResourceId !== instance.DbiResourceId)
    throw new ProviderError(
      'conflict',
      `Another database of ${rds.name} became current meanwhile: ${current.DBInstanceIdentifier}. Find out who changed it, then make a new plan.`,
    );
  const others = write.mode === 'switch' ? [] : deviations(write.settings, instance);
  const settings = others.length === 0 ? '' : ` Otherwise than asked for: ${others.join(', ')}.`;
  return {
    kind: 'converged',
    evidence: `${started.instance} (${instance.DbiResourceId}) is available at ${address}:${instance.Endpoint?.Port}.${settings}`,
  };
}

function progressOf(rds: Rds, started: Started, instance: Instance | null, estimateMs = 0): Progress {
  const status = instance?.DBInstanceStatus ?? 'not shown yet';
  const at = WAY.indexOf(status);
  const done = instance === null ? 0 : at < 0 ? WAY.length - 2 : at;
  const minutes = Math.floor((rds.clock().getTime() - Date.parse(started.startedAt)) / 60_000);
  const usual = estimateMs > 60_000 ? ` of about ${Math.round(estimateMs / 60_000)}` : '';
  const text = `${started.instance} is ${status} (minute ${minutes}${usual})`;
  return { kind: 'progress', done, total: WAY.length - 1, text };
}

function refuseLate(rds: Rds, started: Started, instance: Instance | null): void {
  const { convergeSeconds } = rds.config;
  if (rds.clock().getTime() - Date.parse(started.startedAt) < convergeSeconds * 1_000) return;
  throw new ProviderError(
    'failed',
    `After ${convergeSeconds} seconds ${started.instance} is still ${instance?.DBInstanceStatus ?? 'not there'}: Amazon goes on, so look at its events, then retry to go on watching. The database before is untouched.`,
  );
}
