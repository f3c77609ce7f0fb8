import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation, Progress, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Rds } from './client';
import { type Company, companyOf, outcomeText, requireWhole, waitingList } from './companions';
import type { Database } from './database';
import { readLineage } from './lineage';
import { readOperation, type Started } from './operation';
import { type RdsWrite, readWrite } from './write';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
const BACKOFF = 1.6;

/**
 * Follows the database until it is available, reachable and current, with all that a restore makes beside it, and asks on
 * the way for what a cluster takes only once it is there. Errors: ProviderError `failed` with the status that ended it, when
 * something beside it is missing or when it takes too long, `conflict` when another database became current, those of the
 * calls.
 */
export async function* watch(
  rds: Rds,
  operation: Operation,
  plan: ProviderPlan,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const started = readOperation(operation);
  const write = readWrite(plan);
  const refused = new Map<string, string>();
  let seen = false;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * BACKOFF, LONGEST_WAIT_MS)) {
    const database = await rds.kind.find(rds, started.name, signal);
    seen ||= database !== null;
    refuse(rds, started, write, database ? database.trouble : seen ? 'deleted' : undefined);
    const late = database?.isReady && isLate(rds, started) ? rds.config.convergeSeconds : undefined;
    const company = companyOf(companionsOf(rds, database, write), refused, late);
    if (database?.isReady && company.waiting.length === 0) {
      requireWhole(company, database, started.retried ?? false);
      yield await conclude(rds, started, write, database, company, signal);
      return;
    }
    yield progressOf(rds, started, database, company, plan.estimateMs);
    refuseLate(rds, started, database);
    if (database && write.mode !== 'switch') {
      const without = new Set(refused.keys());
      const more = await rds.kind.complete?.(rds, database, write, { without, signal });
      for (const { name, reason } of more ?? []) refused.set(name, reason);
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

const companionsOf = ({ kind }: Rds, database: Database | null, write: RdsWrite) =>
  database === null || write.mode === 'switch' ? [] : (kind.companions?.(database, write) ?? []);

function refuse(rds: Rds, { name }: Started, { mode }: RdsWrite, trouble: string | undefined): void {
  if (trouble === undefined) return;
  if (mode === 'switch')
    throw new ProviderError(
      'failed',
      `${name} is the current database of ${rds.name} again, but it is ${trouble} and cannot serve: bring it back in Amazon's console, then retry, or switch to another.`,
    );
  const remedy =
    trouble === 'incompatible-restore'
      ? 'its settings do not fit the restore point (as the engine version, the parameter group or the network): look at its events'
      : 'look at its events';
  throw new ProviderError(
    'failed',
    `The restore of ${rds.name} ended as ${trouble}: ${remedy} in Amazon's console, then retry or choose another restore point. ${name} can be deleted by hand; the database before is untouched.`,
  );
}

/** The proof: which endpoint, and whether every setting came out as asked for. */
async function conclude(
  rds: Rds,
  started: Started,
  write: RdsWrite,
  database: Database,
  company: Company,
  signal: AbortSignal,
): Promise<Progress> {
  const { name } = started;
  const address = database.endpoint ?? '';
  if (started.endpoint !== undefined && started.endpoint !== address)
    throw new ProviderError(
      'failed',
      `${name} is available at ${address}, not at ${started.endpoint} as expected: go on by hand with the right address.`,
    );
  const { current } = await readLineage(rds, signal);
  if (current.resourceId !== database.resourceId)
    throw new ProviderError(
      'conflict',
      `Another database of ${rds.name} became current meanwhile: ${current.id}. Find out who changed it, then make a new plan.`,
    );
  const others = write.mode === 'switch' ? [] : rds.kind.deviations(write, database);
  const settings = others.length === 0 ? '' : ` Otherwise than asked for: ${others.join(', ')}.`;
  return {
    kind: 'converged',
    evidence: `${name} (${database.resourceId}) is available at ${address}:${database.port}${outcomeText(company)}.${settings}`,
  };
}

function progressOf(rds: Rds, started: Started, database: Database | null, company: Company, estimateMs = 0): Progress {
  const minutes = Math.floor((rds.clock().getTime() - Date.parse(started.startedAt)) / 60_000);
  const usual = estimateMs > 60_000 ? Math.round(estimateMs / 60_000) : 0;
  const { name } = started;
  const unseen = { done: 0, total: 1, code: 'database_unseen', params: { name }, text: `${name} is not shown yet` };
  const { done, total, ...said } = database?.progress ?? unseen;
  // What comes after the database is said once that is there.
  const { code, params, text } = database?.isReady ? toCome(name, company) : said;
  const { all, waiting } = company;
  return {
    kind: 'progress',
    done: done + all.length - waiting.length,
    total: total + all.length,
    code,
    params: { ...params, minutes, usual },
    text: `${text} (minute ${minutes}${usual === 0 ? '' : ` of about ${usual}`})`,
  };
}

function toCome(name: string, company: Company): Omit<Database['progress'], 'done' | 'total'> {
  const list = waitingList(company);
  return { code: 'still_to_come', params: { name, list }, text: `${name} is available; still to come: ${list}` };
}

const isLate = ({ clock, config }: Rds, { startedAt }: Started): boolean =>
  clock().getTime() - Date.parse(startedAt) >= config.convergeSeconds * 1_000;

function refuseLate(rds: Rds, started: Started, database: Database | null): void {
  if (!isLate(rds, started)) return;
  const { convergeSeconds } = rds.config;
  throw new ProviderError(
    'failed',
    `After ${convergeSeconds} seconds ${started.name} is still ${database?.status ?? 'not there'}: Amazon goes on, so look at its events, then retry to go on watching. The database before is untouched.`,
  );
}
