import type { Operation, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Rds } from './client';
import { designate, label, momentAfter } from './designation';
import { rdsCodeOf } from './failure';
import { findInstance, type Instance, isBorn, type Lineage, readLineage } from './lineage';
import { instanceNames } from './names';
import { CURRENT_SINCE, LINEAGE, REPLACED_BY, RESTORED_FROM, tagOf } from './tags';
import { type RestoreWrite, readWrite } from './write';

/**
 * Restores to a new instance whose name follows from the key: Amazon refuses a second one of the same name. Or makes a
 * database that is there the current one again, by its tag. Nothing is deleted and nothing renamed. Errors: `conflict`
 * when another database became current since the plan, `failed` when the quota is used up, those of the calls.
 */
export async function start(rds: Rds, plan: ProviderPlan, key: string, signal: AbortSignal): Promise<Operation> {
  const write = readWrite(plan);
  const lineage = await readLineage(rds, signal);
  if (write.mode === 'switch') {
    const target = lineage.members.find(({ DbiResourceId }) => DbiResourceId === write.target);
    if (!target) throw new ProviderError('not_found', `Amazon has deleted the database that this plan leads to.`);
    if (lineage.current.DbiResourceId === write.target) return switchedTo(rds, target);
    requireCurrent(rds, lineage, write.from);
    await designate(rds, target, lineage, signal);
    return switchedTo(rds, target);
  }
  const { name, found } = await ownInstance(rds, key, signal);
  if (!found) requireCurrent(rds, lineage, write.from);
  const made = found ?? (await restore(rds, write, plan.to.id, name, lineage, signal));
  const old = lineage.members.find(({ DbiResourceId }) => DbiResourceId === write.from);
  if (old && tagOf(old, REPLACED_BY) !== name) await label(rds, old, { [REPLACED_BY]: name }, signal);
  return restoreOperation(rds, made, old);
}

/** What this key made, or the name that is free for it. A restore that failed for good is left where it is. */
async function ownInstance(
  rds: Rds,
  key: string,
  signal: AbortSignal,
): Promise<{ name: string; found: Instance | null }> {
  const names = instanceNames(rds.config.instance, key);
  for (const name of names) {
    const found = await findInstance(rds, name, signal);
    if (!found || isBorn(found) || found.DBInstanceStatus === 'creating') return { name, found };
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
): Promise<Instance> {
  const { Tags, ...settings } = write.settings;
  const marks = {
    [LINEAGE]: rds.config.instance,
    [RESTORED_FROM]: restoredFrom,
    [CURRENT_SINCE]: momentAfter(rds, lineage),
  };
  const own = Object.entries(marks).map(([Key, Value]) => ({ Key, Value }));
  const wanted = { ...settings, Tags: [...(Array.isArray(Tags) ? Tags : []), ...own] };
  try {
    await (write.mode === 'snapshot'
      ? rds.call(signal, (client, { RestoreDBInstanceFromDBSnapshotCommand }, options) =>
          client.send(
            new RestoreDBInstanceFromDBSnapshotCommand({
              ...wanted,
              DBSnapshotIdentifier: write.snapshot,
              DBInstanceIdentifier: name,
            }),
            options,
          ),
        )
      : restoreToTime(rds, write, name, wanted, lineage, signal));
  } catch (error) {
    // Another process of this run was faster.
    if (rdsCodeOf(error) !== 'DBInstanceAlreadyExists') throw error;
  }
  const made = await findInstance(rds, name, signal);
  if (made) return made;
  throw new ProviderError('unavailable', `Amazon does not show the new instance ${name} yet: Repli asks again.`);
}

function restoreToTime(
  rds: Rds,
  write: Extract<RestoreWrite, { mode: 'time' }>,
  name: string,
  wanted: object,
  { members }: Lineage,
  signal: AbortSignal,
) {
  const source = members.find(({ DbiResourceId }) => DbiResourceId === write.source);
  if (!source) throw new ProviderError('not_found', 'Amazon has deleted the database whose backups this plan needs.');
  const input = {
    ...wanted,
    SourceDBInstanceIdentifier: source.DBInstanceIdentifier,
    TargetDBInstanceIdentifier: name,
    RestoreTime: new Date(write.at),
  };
  return rds.call(signal, (client, { RestoreDBInstanceToPointInTimeCommand }, options) =>
    client.send(new RestoreDBInstanceToPointInTimeCommand(input), options),
  );
}

/**
 * `endpoint` is for the steps that follow. Amazon gives it once the instance is reachable, but it is known before: its
 * name, and what follows the name of every instance of this account and region. `watch` checks it.
 */
function restoreOperation(rds: Rds, made: Instance, old: Instance | undefined): Operation {
  const name = made.DBInstanceIdentifier;
  const suffix = old?.Endpoint?.Address?.replace(/^[^.]+/, '');
  const endpoint = made.Endpoint?.Address ?? (suffix === undefined ? undefined : name + suffix);
  const port = made.Endpoint?.Port ?? old?.Endpoint?.Port;
  return {
    id: name,
    evidence: `Amazon restores to the new instance ${name}; ${old?.DBInstanceIdentifier ?? 'the database before'} stays as it is.`,
    data: {
      instance: name,
      startedAt: rds.clock().toISOString(),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(port === undefined ? {} : { port }),
    },
  };
}

function switchedTo(rds: Rds, target: Instance): Operation {
  const { DBInstanceIdentifier: name, Endpoint } = target;
  return {
    id: name,
    evidence: `${name} is marked as the current database of ${rds.name}.`,
    data: {
      instance: name,
      startedAt: rds.clock().toISOString(),
      ...(Endpoint?.Address ? { endpoint: Endpoint.Address } : {}),
      ...(Endpoint?.Port ? { port: Endpoint.Port } : {}),
    },
  };
}

export function requireCurrent(rds: Rds, { current }: Lineage, planned: string): void {
  if (current.DbiResourceId === planned) return;
  throw new ProviderError(
    'conflict',
    `The current database of ${rds.name} is ${current.DBInstanceIdentifier} (${current.DbiResourceId}) now, not ${planned} as planned: find out who changed it, then make a new plan.`,
  );
}
