import { ProviderError } from '../error';
import type { Companion, Database, Refusal } from './database';

/** What a restore makes beside the database, as it stands: `missing` will not come, and why. */
export interface Company {
  all: Companion[];
  waiting: Companion[];
  missing: Refusal[];
}

/**
 * `refused`: the reasons by name, of what Amazon would not make when it was asked. `lateSeconds`: after which nothing is
 * waited for any more, once that is over.
 */
export function companyOf(
  all: Companion[],
  refused: ReadonlyMap<string, string>,
  lateSeconds: number | undefined,
): Company {
  const late = (status = 'not shown yet') =>
    lateSeconds === undefined ? undefined : `still ${status} after ${lateSeconds} seconds`;
  const missing = all.flatMap(({ name, status, isReady, trouble }): Refusal[] => {
    const reason = trouble ?? refused.get(name) ?? late(status);
    return isReady || reason === undefined ? [] : [{ name, reason }];
  });
  const isMissing = (each: Companion) => missing.some(({ name }) => name === each.name);
  return { all, missing, waiting: all.filter((each) => !each.isReady && !isMissing(each)) };
}

/** So many are named; of others only the number would change. */
const NAMED = 2;

/** `shop-reader-1 (creating), shop-reader-2 (creating), + 1`: what is waited for. */
export function waitingList({ waiting }: Company): string {
  const named = waiting
    .slice(0, NAMED)
    .map(({ name, status }) => (status === undefined ? name : `${name} (${status})`));
  return [...named, ...(waiting.length > NAMED ? [`+ ${waiting.length - NAMED}`] : [])].join(', ');
}

/** `, its reader shop-reader-1 is available`, and what is not there. */
export function outcomeText({ all, missing }: Company): string {
  const there = all
    .filter(({ isReady }) => isReady)
    .map(({ noun, name, status }) => `, its ${noun} ${name} is ${status}`);
  return there.join('') + (missing.length === 0 ? '' : `, without ${missingText(missing)}`);
}

const missingText = (missing: readonly Refusal[]) =>
  missing.map(({ name, reason }) => `${name} (${reason})`).join(', ');

/**
 * Error: `failed` when something of it is missing, unless somebody has tried again since: whoever does so has read what
 * would be left out. What stands is kept and can be used.
 */
export function requireWhole({ missing }: Company, database: Database, retried: boolean): void {
  if (missing.length === 0 || retried) return;
  const { id, endpoint, port } = database;
  throw new ProviderError(
    'failed',
    `${id} is available at ${endpoint}:${port}, but without ${missingText(missing)}. Retry to have Amazon asked once more: what it refuses again is left out and the run goes on. One that is there and failed has to be deleted in Amazon's console before that.`,
  );
}
