import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Operation, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { MIGRATION, TARGET } from './config';
import { lastLines } from './failure';
import { alone, changing } from './running';
import { readStatus } from './status';
import type { Tool } from './tool';
import { appliedOf, endsOf, readWrite, type WayWrite } from './write';

/**
 * Runs the command until the status says what the plan wants, and not once more: the status is read before and after each.
 * Errors: `conflict` when the status is not one of the plan's way, `failed` when a command ends well and nothing moves,
 * those of the command.
 */
export function start(tool: Tool, plan: ProviderPlan, key: string, signal: AbortSignal): Promise<Operation> {
  const write = readWrite(plan);
  return alone(tool, signal, () =>
    write.mode === 'one-down' ? oneDown(tool, write.before, key, signal) : alongTheWay(tool, write, signal),
  );
}

async function alongTheWay(tool: Tool, write: WayWrite, signal: AbortSignal): Promise<Operation> {
  const { after } = endsOf(write);
  const said: string[] = [];
  for (let applied = await standing(tool, write, signal); applied !== after; ) {
    const output = await changing(tool, nextCommand(tool, write, applied));
    said.push(`exit code 0${lastLines(output) && `: ${lastLines(output)}`}`);
    const now = await standing(tool, write, signal);
    if (Math.abs(after - now) >= Math.abs(after - applied)) throw unmoved(write);
    applied = now;
  }
  const done = said.length === 0 ? 'Done by an earlier attempt of this run' : said.join('; ');
  return { id: `${write.mode}:${write.to}`, evidence: `${done}.`.slice(0, 1_000), data: { to: write.to } };
}

/** Errors: `conflict` when the list of applied migrations is not one that lies on the plan's way. */
export async function standing(tool: Tool, write: WayWrite, signal: AbortSignal): Promise<number> {
  const { applied } = await readStatus(tool, signal);
  const standing = applied && appliedOf(applied, write);
  if (standing !== null) return standing;
  throw new ProviderError(
    'conflict',
    `The newest applied migration is ${applied?.at(-1) ?? 'none'}, and the list is not one between ${write.from} and ${write.to}: find out who migrates, then make a new plan.`,
  );
}

/** `applied` of the plan's migrations are applied right now. */
export function nextCommand({ config }: Tool, write: WayWrite, applied: number): string[] {
  const { mode, names, to } = write;
  const command = mode === 'down' ? config.down : config.up;
  if (!command)
    throw new ProviderError(
      'invalid_target',
      'No command that applies migrations is configured: name it under up in the catalogue, or apply them by hand.',
    );
  const migration = names[mode === 'down' ? applied - 1 : applied] ?? '';
  return command.map((word) => word.replaceAll(MIGRATION, migration).replaceAll(TARGET, to));
}

function unmoved({ mode }: WayWrite): ProviderError {
  const verb = mode === 'down' ? 'taken back' : 'applied';
  return new ProviderError(
    'failed',
    `The command ended well, and by the status nothing was ${verb}: run both by hand in the directory, correct them in the catalogue, then try again.`,
  );
}

/**
 * Where the status is not read, nothing tells what a key did but its mark on this machine: without it, a status that has
 * moved is a conflict, so that the command runs at most once.
 */
async function oneDown(tool: Tool, before: string, key: string, signal: AbortSignal): Promise<Operation> {
  const mark = path.join(tool.cacheDir, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.done`);
  const known = await readFile(mark, 'utf8').catch(() => null);
  if (known !== null) return operationOf(known, 'Done by an earlier attempt of this run');
  if ((await readStatus(tool, signal)).digest !== before) throw movedOn();
  const output = await changing(tool, tool.config.down);
  const after = await readStatus(tool, signal);
  if (after.digest === before)
    throw new ProviderError(
      'failed',
      'The command ended well, and the status is the same as before: run both by hand in the directory, correct them in the catalogue, then try again.',
    );
  await writeFile(mark, after.digest);
  return operationOf(after.digest, `exit code 0: ${lastLines(output)}. The status now: ${lastLines(after.text)}`);
}

const operationOf = (after: string, evidence: string): Operation => ({
  id: `one-down:${after}`,
  evidence: `${evidence}.`.slice(0, 1_000),
  data: { after },
});

export const movedOn = () =>
  new ProviderError(
    'conflict',
    'The status is not the one of the plan: look at it, as a command may have run already, then make a new plan.',
  );
