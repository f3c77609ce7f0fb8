import type { ReadinessFinding } from '../contract';
import { probe } from '../probe';
import { isNamed } from './notices';
import { currentOf } from './revisions';
import { readStatus, type Status } from './status';
import type { Tool } from './tool';

/** Could the last migration be taken back right now? Runs the status command alone; what is refused becomes a finding. */
export async function readiness(tool: Tool, signal: AbortSignal): Promise<ReadinessFinding[]> {
  let status: Status | null = null;
  const found = await probe('fail', 'status_unreadable', async () => {
    status = await readStatus(tool, signal);
    const name = currentOf(status).label;
    return { level: 'ok', code: 'status_read', params: { name }, text: `The status command answers: ${name}.` };
  });
  if (status === null) return [found];
  return [found, backupFinding(tool), ...commandFindings(tool), ...(await steadiness(tool, status, signal))];
}

function backupFinding({ config: { backup } }: Tool): ReadinessFinding {
  if (!backup)
    return {
      level: 'warn',
      code: 'no_backup',
      text: 'No backup point is named: nothing is taken back until there is one.',
    };
  const params = { name: backup.name };
  return backup.command
    ? { level: 'ok', code: 'backup_made', params, text: `Made before a rollback: ${backup.name}.` }
    : { level: 'warn', code: 'backup_named', params, text: `Named, not made: ${backup.name}.` };
}

function commandFindings({ config: { down, up, status } }: Tool): ReadinessFinding[] {
  const findings: ReadinessFinding[] = [];
  if (status.read.kind !== 'raw' && !isNamed(down))
    findings.push({
      level: 'warn',
      code: 'down_unnamed',
      text: 'The command that takes back names no migration: with {migration} or {target} in it, a repeated call would do nothing.',
    });
  if (!up)
    findings.push({ level: 'warn', code: 'no_up', text: 'No command applies migrations again: undo is by hand.' });
  return findings;
}

/** Where the status is compared as it is, it must say the same while nothing changes. */
async function steadiness(tool: Tool, { applied, digest }: Status, signal: AbortSignal): Promise<ReadinessFinding[]> {
  if (applied !== null) return [];
  const again = probe('fail', 'status_unreadable', async () => {
    if ((await readStatus(tool, signal)).digest === digest)
      return { level: 'ok', code: 'status_steady', text: 'The status says the same twice.' };
    const text =
      'The status differs from one look to the next, so that no plan would start: leave times out of what it prints.';
    return { level: 'fail', code: 'status_unsteady', text };
  });
  return [await again];
}
