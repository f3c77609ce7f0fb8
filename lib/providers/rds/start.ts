import type { Operation, ProviderPlan, StartOptions } from '../contract';
import { ProviderError } from '../error';
import type { Rds } from './client';
import type { Database } from './database';
import { designate, label, momentAfter } from './designation';
import { rdsCodeOf } from './failure';
import { type Lineage, readLineage } from './lineage';
import { databaseNames } from './names';
import { operationFor } from './operation';
import { CURRENT_SINCE, LINEAGE, REPLACED_BY, RESTORED_FROM, tagOf } from './tags';
import { type RestoreWrite, readWrite } from './write';

/**
 * Restores to a new database whose name follows from the key: Amazon refuses a second one of the same name. Or makes a
 * database that is there the current one again, by its tag. Nothing is deleted and nothing renamed. Errors: `conflict`
 * when another database became current since the plan, `failed` when the quota is used up, those of the calls.
 */
export async function start(
  rds: Rds,
  plan: ProviderPlan,
  key: string,
  { signal, retriedAt }: StartOptions,
): Promise<Operation> {
  const write = readWrite(plan);
  const lineage = await readLineage(rds, signal);
  if (write.mode === 'switch') {
    const target = lineage.members.find(({ resourceId }) => resourceId === write.target);
    if (!target) throw new ProviderError('not_found', `Amazon has deleted the database that this plan leads to.`);
    if (lineage.current.resourceId !== write.target) {
      requireCurrent(rds, lineage, write.from);
      await designate(rds, target, lineage, signal);
    }
    return operationFor(rds, target, `${target.id} is marked as the current database of ${rds.name}.`);
  }
  const { name, found } = await ownDatabase(rds, key, signal);
  if (!found) requireCurrent(rds, lineage, write.from);
  const made = found ?? (await restore(rds, write, plan.to.id, name, lineage, signal));
  const old = lineage.members.find(({ resourceId }) => resourceId === write.from);
  if (old && tagOf(old, REPLACED_BY) !== name) await label(rds, old, { [REPLACED_BY]: name }, signal);
  const evidence = `Amazon restores to the new ${rds.kind.id} ${name}; ${old?.id ?? 'the database before'} stays as it is.`;
  const operation = operationFor(rds, made, evidence, old);
  return retriedAt === undefined ? operation : { ...operation, data: { ...operation.data, retried: true } };
}

/** What this key made, or the name that is free for it. A restore that failed for good is left where it is. */
async function ownDatabase(
  rds: Rds,
  key: string,
  signal: AbortSignal,
): Promise<{ name: string; found: Database | null }> {
  const names = databaseNames(rds.base, key, rds.kind.longestName);
  for (const name of names) {
    const found = await rds.kind.find(rds, name, signal);
    if (found?.stage !== 'lost') return { name, found };
  }
  throw new ProviderError(
    'failed',
    `${names.length} restores of ${rds.name} have failed: look at their events in Amazon's console, then make a new plan.`,
  );
}

async function restore(
  rds: Rds,
  write: RestoreWrite,
  restoredFrom: string,
  name: string,
  lineage: Lineage,
  signal: AbortSignal,
): Promise<Database> {
  const sourceId = write.mode === 'time' ? write.source : write.from;
  const source = lineage.members.find(({ resourceId }) => resourceId === sourceId);
  if (!source) throw new ProviderError('not_found', 'Amazon has deleted the database whose backups this plan needs.');
  const marks = {
    [LINEAGE]: rds.base,
    [RESTORED_FROM]: restoredFrom,
    [CURRENT_SINCE]: momentAfter(rds, lineage),
  };
  const { Tags } = write.settings;
  const own = Object.entries(marks).map(([Key, Value]) => ({ Key, Value }));
  const tags = [...(Array.isArray(Tags) ? Tags : []), ...own];
  try {
    await rds.kind.restore(rds, write, { name, tags, source }, signal);
  } catch (error) {
    // Another process of this run was faster.
    if (!/^DB(Instance|Cluster)AlreadyExists$/.test(rdsCodeOf(error))) throw error;
  }
  const made = await rds.kind.find(rds, name, signal);
  if (made) return made;
  throw new ProviderError('unavailable', `Amazon does not show the new ${rds.kind.id} ${name} yet: Repli asks again.`);
}

export function requireCurrent(rds: Rds, { current }: Lineage, planned: string): void {
  if (current.resourceId === planned) return;
  throw new ProviderError(
    'conflict',
    `The current database of ${rds.name} is ${current.id} (${current.resourceId}) now, not ${planned} as planned: find out who changed it, then make a new plan.`,
  );
}
