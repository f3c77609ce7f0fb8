import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from '../error';
import { withLock } from '../file-lock';
import type { Tool } from './tool';

const POLL_MS = 200;

const fileOf = ({ cacheDir, stem }: Tool, ending: string) =>
  path.join(/* turbopackIgnore: true */ cacheDir, `${stem}.${ending}`);

/**
 * Lets one caller of this machine change the database at a time, and nobody while a command runs on that a killed worker
 * has left behind. Errors: `timeout` when the signal ends first, `failed`.
 */
export async function alone<T>(tool: Tool, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  await mkdir(tool.cacheDir, { recursive: true });
  return withLock(fileOf(tool, 'lock'), signal, async () => {
    await untilEnded(tool, signal);
    return work();
  });
}

/** Runs one changing command under the name by which a successor finds it. Call it within `alone`. */
export async function changing(tool: Tool, argv: readonly string[]): Promise<string> {
  const file = fileOf(tool, 'running');
  try {
    return await tool.change(argv, (pid) => writeFile(file, JSON.stringify({ pid, host: hostname() })));
  } finally {
    await rm(file, { force: true });
  }
}

async function untilEnded(tool: Tool, signal: AbortSignal): Promise<void> {
  const file = fileOf(tool, 'running');
  for (;;) {
    const pid = await leftBehind(file);
    if (pid === null) return rm(file, { force: true });
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted)
      throw new ProviderError(
        'timeout',
        `A command of an earlier attempt is still at work (process ${pid}): Repli waits for it. Look at the database if it does not end.`,
        { cause: signal.reason },
      );
  }
}

/** Only a process of this machine can be seen. */
async function leftBehind(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text === '') return null;
  const { pid, host } = JSON.parse(text) as { pid: number; host: string };
  if (host !== hostname() || !isGroupThere(pid)) return null;
  // One that has ended and whose parent stands still is seen as well (proc_pid_stat(5): state Z).
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) [ZX]/.test(stat) ? null : pid;
}

function isGroupThere(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
