import { createHash } from 'node:crypto';

/** Names of instances; those of snapshots may be longer. */
const LONGEST = 63;
/** Tries in a row: a restore that failed leaves its instance, whose name is taken. */
const MOST_TRIES = 5;

/** All names that a restore with this key may have. */
export const instanceNames = (base: string, key: string): string[] =>
  Array.from({ length: MOST_TRIES }, (_, index) => instanceName(base, key, index + 1));

/** Follows from the run's key: a second start with it finds what the first one made. */
export function instanceName(base: string, key: string, attempt: number): string {
  const suffix = `-r${digest(key)}${attempt === 1 ? '' : `-${attempt}`}`;
  return cut(base, suffix) + suffix;
}

export function snapshotName(base: string, key: string): string {
  const suffix = `-before-${digest(key)}`;
  return cut(base, suffix) + suffix;
}

const digest = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 10);
const cut = (base: string, suffix: string) => base.slice(0, LONGEST - suffix.length).replace(/-+$/, '');
