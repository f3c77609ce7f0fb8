import type { Backup, BackupRequest } from '../contract';
import type { Rds } from './client';
import { rdsCodeOf } from './failure';
import { readLineage } from './lineage';
import { backupName } from './names';
import type { Snapshot } from './restore-points';
import { LINEAGE, ownTags } from './tags';

/** Amazon takes no snapshot while another one or a change is at work: it passes. */
const BUSY = /^InvalidDB(Instance|Cluster)State/;

/**
 * Takes a manual snapshot of the current database, named after the commit, unless this key has taken it, and says where
 * it stands. Errors: those of the calls, such as a used-up quota.
 */
export async function backup(rds: Rds, { key, commit }: BackupRequest, signal: AbortSignal): Promise<Backup> {
  const name = backupName(rds.base, commit, key);
  const { current, members } = await readLineage(rds, signal);
  const taken = await Promise.all(members.map(({ resourceId }) => rds.kind.snapshots(rds, resourceId, signal)));
  const found = taken.flat().find(({ id }) => id === name);
  if (found) return stateOf(found, name);
  try {
    const tags = [...ownTags(current.tags), { Key: LINEAGE, Value: rds.base }];
    await rds.kind.takeSnapshot(rds, current, name, tags, signal);
  } catch (error) {
    const { id, status } = current;
    const code = rdsCodeOf(error);
    const busy = `Amazon takes no snapshot of ${id} while it is ${status}: asked again.`;
    if (BUSY.test(code)) return { id: name, state: 'pending', text: busy };
    if (!/SnapshotAlreadyExists$/.test(code)) throw error;
  }
  return { id: name, state: 'pending', text: `Snapshot ${name} was asked for.` };
}

function stateOf({ status }: Snapshot, name: string): Backup {
  if (status === 'available') return { id: name, state: 'available', text: `Snapshot ${name} can be restored.` };
  if (status === 'failed')
    return { id: name, state: 'failed', text: `Amazon failed to take snapshot ${name}: look at its events.` };
  return { id: name, state: 'pending', text: `Snapshot ${name} is ${status}.` };
}
