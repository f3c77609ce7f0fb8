import type { Rds } from './client';
import type { Database } from './database';
import { type Lineage, sinceOf } from './lineage';
import { CURRENT_SINCE, LINEAGE } from './tags';

/** A moment later than every designation so far, also where clocks differ. */
export function momentAfter(rds: Rds, { members }: Lineage): string {
  const latest = members.map(sinceOf).sort().at(-1) ?? '';
  const latestMs = latest === '' ? 0 : Date.parse(latest);
  return new Date(Math.max(rds.clock().getTime(), latestMs + 1)).toISOString();
}

/** Makes a database the current one. Setting it twice changes a time and nothing else. */
export function designate(rds: Rds, target: Database, lineage: Lineage, signal: AbortSignal): Promise<void> {
  const marks = { [LINEAGE]: rds.base, [CURRENT_SINCE]: momentAfter(rds, lineage) };
  return label(rds, target, marks, signal);
}

/** Adds tags; those of the same name get the new value. */
export async function label(
  rds: Rds,
  { arn }: Database,
  marks: Record<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const Tags = Object.entries(marks).map(([Key, Value]) => ({ Key, Value }));
  await rds.call(signal, (client, { AddTagsToResourceCommand }, options) =>
    client.send(new AddTagsToResourceCommand({ ResourceName: arn, Tags }), options),
  );
}
