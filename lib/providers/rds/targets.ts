import type { Kind } from './database';

const SNAPSHOT = 'snapshot:';
const TIME = 'time:';

/** What a revision's id means: a database that is there, a snapshot's ARN, or a moment of the point-in-time window. */
export type Target =
  | { kind: 'database'; resourceId: string }
  | { kind: 'snapshot'; arn: string }
  | { kind: 'time'; at: Date };

/** `instance:<DbiResourceId>`, `cluster:<DbClusterResourceId>`. */
export const databaseTarget = ({ id }: Pick<Kind, 'id'>, resourceId: string): string => `${id}:${resourceId}`;
export const snapshotTarget = (arn: string): string => SNAPSHOT + arn;
/** Amazon restores to whole seconds. */
export const timeTarget = (at: Date): string => `${TIME}${at.toISOString().slice(0, 19)}Z`;

/** Null for what is no target. Parts of a second are left out. */
export function parseTarget(id: string): Target | null {
  const [, resourceId] = /^(?:instance|cluster):(.+)$/.exec(id) ?? [];
  if (resourceId !== undefined) return { kind: 'database', resourceId };
  if (id.startsWith(SNAPSHOT)) return { kind: 'snapshot', arn: id.slice(SNAPSHOT.length) };
  const time = id.startsWith(TIME) ? id.slice(TIME.length) : '';
  // A zone is required: whose midnight it is decides about a day of data.
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(time);
  const atMs = Math.floor(Date.parse(time) / 1_000) * 1_000;
  return isTime && !Number.isNaN(atMs) ? { kind: 'time', at: new Date(atMs) } : null;
}
