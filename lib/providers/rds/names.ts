import { createHash } from 'node:crypto';

/** What Amazon takes for the name of an instance, of a cluster and of a cluster's snapshot. */
const LONGEST = 63;
/** Tries in a row: a restore that failed leaves its database, whose name is taken. */
const MOST_TRIES = 5;

/** All names that a restore with this key may have. */
export const databaseNames = (base: string, key: string, longest = LONGEST): string[] =>
  Array.from({ length: MOST_TRIES }, (_, index) => databaseName(base, key, index + 1, longest));

/** Follows from the run's key: a second start with it finds what the first one made. */
export function databaseName(base: string, key: string, attempt: number, longest = LONGEST): string {
  const suffix = `-r${digest(key)}${attempt === 1 ? '' : `-${attempt}`}`;
  return cut(base, suffix, longest) + suffix;
}

export function snapshotName(base: string, key: string): string {
  const suffix = `-before-${digest(key)}`;
  return cut(base, suffix) + suffix;
}

/** Of a restore point that was asked for before a deployment: the commit is what people look for. */
export function backupName(base: string, commit: string, key: string): string {
  const suffix = `-before-${commit.slice(0, 8)}-${digest(key)}`;
  return cut(base, suffix) + suffix;
}

const digest = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 10);
const cut = (base: string, suffix: string, longest = LONGEST) =>
  base.slice(0, longest - suffix.length).replace(/-+$/, '');
