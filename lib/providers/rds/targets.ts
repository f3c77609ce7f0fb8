const INSTANCE = 'instance:';
const SNAPSHOT = 'snapshot:';
const TIME = 'time:';

/** What a revision's id means: a database that is there, a snapshot's ARN, or a moment of the point-in-time window. */
export type Target =
  | { kind: 'instance'; resourceId: string }
  | { kind: 'snapshot'; arn: string }
  | { kind: 'time'; at: Date };

export const instanceTarget = (resourceId: string): string => INSTANCE + resourceId;
export const snapshotTarget = (arn: string): string => SNAPSHOT + arn;
/** Amazon restores to whole seconds. */
export const timeTarget = (at: Date): string => `${TIME}${at.toISOString().slice(0, 19)}Z`;

/** Null for what is no target. Parts of a second are left out. */
export function parseTarget(id: string): Target | null {
  if (id.startsWith(INSTANCE)) return { kind: 'instance', resourceId: id.slice(INSTANCE.length) };
  if (id.startsWith(SNAPSHOT)) return { kind: 'snapshot', arn: id.slice(SNAPSHOT.length) };
  const time = id.startsWith(TIME) ? id.slice(TIME.length) : '';
  // A zone is required: whose midnight it is decides about a day of data.
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(time);
  const atMs = Math.floor(Date.parse(time) / 1_000) * 1_000;
  return isTime && !Number.isNaN(atMs) ? { kind: 'time', at: new Date(atMs) } : null;
}
