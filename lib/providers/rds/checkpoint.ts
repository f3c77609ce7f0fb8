import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Rds } from './client';
import type { Database } from './database';
import { rdsCodeOf } from './failure';
import { readLineage } from './lineage';
import { databaseNames, snapshotName } from './names';
import { makePlan } from './plan';
import { requireCurrent } from './start';
import { LINEAGE, ownTags } from './tags';
import { databaseTarget } from './targets';
import { readWrite } from './write';

const dataSchema = z.object({ resourceId: z.string() });

/** Why Amazon takes no snapshot right now, none of which may hold a rollback up: the database itself is kept. */
const NO_SNAPSHOT: Record<string, string> = {
  InvalidDBInstanceState: 'it is not in a state that Amazon takes snapshots of',
  InvalidDBClusterState: 'it is not in a state that Amazon takes snapshots of',
  SnapshotQuotaExceeded: 'the account has as many snapshots as it may have',
};

/**
 * Takes a snapshot of the failed database, under a name that follows from the key. It is asked for, not waited for: no
 * restore changes the database. Error: `conflict` when another one became current since the plan.
 */
export async function checkpoint(rds: Rds, plan: ProviderPlan, key: string, signal: AbortSignal): Promise<Checkpoint> {
  const write = readWrite(plan);
  const lineage = await readLineage(rds, signal);
  // After a crash this run may have restored already.
  const isOurs = databaseNames(rds.base, key, rds.kind.longestName).includes(lineage.current.id);
  if (!isOurs) requireCurrent(rds, lineage, write.from);
  const old = lineage.members.find(({ resourceId }) => resourceId === write.from);
  if (!old) throw new ProviderError('not_found', `Amazon has deleted the database that this plan starts from.`);
  const name = snapshotName(rds.base, key);
  const refusal = write.mode === 'switch' ? 'switching changes no data' : await snapshot(rds, old, name, signal);
  const { id, resourceId } = old;
  return {
    id: databaseTarget(rds.kind, resourceId),
    evidence:
      refusal === null
        ? `Snapshot ${name} of ${id} was asked for, and ${id} itself is kept.`
        : `No snapshot of ${id} (${refusal}); ${id} itself is kept.`,
    data: { resourceId, ...(refusal === null ? { snapshot: name } : {}) },
  };
}

/** Null once it is there or on its way; else why it is not. */
async function snapshot(rds: Rds, old: Database, name: string, signal: AbortSignal): Promise<string | null> {
  if (await isTaken(rds, name, signal)) return null;
  try {
    await rds.kind.takeSnapshot(rds, old, name, [...ownTags(old.tags), { Key: LINEAGE, Value: rds.base }], signal);
    return null;
  } catch (error) {
    const code = rdsCodeOf(error);
    if (/SnapshotAlreadyExists$/.test(code)) return null;
    const why = NO_SNAPSHOT[code];
    if (why === undefined) throw error;
    return why;
  }
}

async function isTaken(rds: Rds, name: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await rds.kind.snapshot(rds, name, signal)) !== null;
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'not_found') return false;
    throw error;
  }
}

/** The plan back to the database that was current. Errors: those of `makePlan`, `invalid_target` for another kind. */
export async function undo(rds: Rds, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = dataSchema.safeParse(point.data);
  if (!data.success)
    throw new ProviderError('invalid_target', 'This checkpoint is of another kind: choose one from the list.');
  return makePlan(rds, databaseTarget(rds.kind, data.data.resourceId), signal);
}
