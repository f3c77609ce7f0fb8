import type { Notice, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { planCommands } from './commands';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { currentOf, ONE_DOWN, oneDown, referenceTo } from './revisions';
import { nextCommand } from './start';
import { digestOf, readStatus, type Status } from './status';
import type { Tool } from './tool';
import type { WayWrite, Write } from './write';

/** Beyond it nobody reviews a list of names. */
const MOST_SHOWN = 60 * 1024;
const ESTIMATE_MS = 20_000;

/** What a plan is made of, before it is put into words. */
export interface Change {
  tool: Tool;
  status: Status;
  write: Write;
}

/**
 * Plans the way back to a migration: everything after it is taken back, newest first. Errors: `not_found` for an unknown
 * one, `conflict` when it is the newest already, `invalid_target` without a backup point.
 */
export async function makePlan(tool: Tool, target: string, signal: AbortSignal): Promise<ProviderPlan> {
  const status = await readStatus(tool, signal);
  const current = currentOf(status);
  if (current.id === target) throw alreadyThere(target);
  if (status.applied === null) return planOneDown(tool, status, target);
  const at = status.applied.indexOf(target);
  if (at === -1)
    throw new ProviderError(
      'not_found',
      `No applied migration is called ${target.slice(0, 200)}: choose one from the list.`,
    );
  requireBackup(tool);
  const names = status.applied.slice(at + 1);
  const write: WayWrite = {
    mode: 'down',
    ...baseOf(status.applied.slice(0, at + 1)),
    names,
    from: current.id,
    to: target,
  };
  return describe({ tool, status, write });
}

/** Plans to apply again what was taken back. Errors: those of `makePlan`, `invalid_target` without a command for it. */
export async function planForward(
  tool: Tool,
  { names, from }: { names: string[]; from: string },
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const status = await readStatus(tool, signal);
  const current = currentOf(status);
  const last = names.at(-1);
  if (last === undefined || current.id === last) throw alreadyThere(current.id);
  if (current.id !== from || status.applied === null)
    throw new ProviderError(
      'conflict',
      `The newest applied migration is ${current.id}, not ${from}: find out who migrates, then apply the others by hand.`,
    );
  requireBackup(tool);
  const write: WayWrite = { mode: 'up', ...baseOf(status.applied), names, from, to: last };
  nextCommand(tool, write, 0);
  return describe({ tool, status, write });
}

function planOneDown(tool: Tool, status: Status, target: string): ProviderPlan {
  if (!target.startsWith(ONE_DOWN))
    throw new ProviderError(
      'not_found',
      `Nothing that is offered is called ${target.slice(0, 80)}: choose from the list.`,
    );
  if (target !== oneDown(status).id)
    throw new ProviderError('not_found', 'The status has moved since it was shown: look at it, and choose again.');
  requireBackup(tool);
  return describe({ tool, status, write: { mode: 'one-down', before: status.digest } });
}

const baseOf = (applied: string[]) => ({ baseCount: applied.length, base: digestOf(applied) });

function describe(change: Change): ProviderPlan {
  const { status, write } = change;
  const diff = diffOf(change);
  if (Buffer.byteLength(diff) > MOST_SHOWN)
    throw new ProviderError(
      'invalid_target',
      'This way has too many migrations to be reviewed in a plan: choose a nearer one, or restore the database.',
    );
  return {
    from: currentOf(status),
    to: write.mode === 'one-down' ? oneDown(status) : referenceTo(write.to),
    summary: summaryOf(write),
    diff,
    commands: planCommands(change),
    warnings: warningsOf(change),
    losses: lossesOf(write),
    followUps: followUpsOf(write),
    touchesData: true,
    write: { ...write },
    estimateMs: ESTIMATE_MS,
  };
}

function summaryOf(write: Write): Notice {
  if (write.mode === 'one-down')
    return { code: 'plan_one_down', text: 'Takes one migration back, whichever the command takes.' };
  const { to } = write;
  const count = write.names.length;
  const many = count === 1 ? 'one migration' : `${count} migrations`;
  return write.mode === 'down'
    ? { code: 'plan_down', params: { count, to }, text: `Takes ${many} back to ${to}.` }
    : { code: 'plan_up', params: { count, to }, text: `Applies ${many} again up to ${to}.` };
}

/** Names alone: what a migration does is known to its tool. */
function diffOf({ status, write }: Change): string {
  if (write.mode === 'one-down')
    return [
      '@@ status now @@',
      ...status.text
        .trimEnd()
        .split('\n')
        .slice(-200)
        .map((line) => ` ${line}`),
    ].join('\n');
  const lines =
    write.mode === 'down'
      ? [...write.names].reverse().map((name) => `-${name}`)
      : write.names.map((name) => `+${name}`);
  return ['--- now', '+++ after', ...lines].join('\n');
}

function requireBackup({ config }: Tool): void {
  if (config.backup) return;
  throw new ProviderError(
    'invalid_target',
    'These migrations have no backup point: name in the catalogue, under backup, what would bring the data back (a snapshot, a point in time, or a command that makes one), then plan again.',
  );
}

const alreadyThere = (target: string) =>
  new ProviderError('conflict', `The migrations are at ${target} already: verify it, or choose an earlier one.`);
