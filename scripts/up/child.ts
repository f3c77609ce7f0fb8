import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from '../lib/process-identity';

const STEP_MS = 20;

export interface Child {
  /** Null when it could not even be started. */
  identity: ProcessIdentity | null;
  /** Resolves when it has ended, with a word on how. */
  ended: Promise<string>;
}

/**
 * Starts a program of ours in a process group of its own, so that Ctrl-C in the terminal reaches only `up`, which then
 * stops everything in order. Its output is appended to `log`.
 */
export function startChild(args: string[], options: { cwd: string; env: NodeJS.ProcessEnv; log: string }): Child {
  mkdirSync(path.dirname(options.log), { recursive: true });
  const output = openSync(options.log, 'a', 0o600);
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    // A file, not a pipe: it goes on writing when this process is killed.
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (cause) => resolve(cause.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return { identity: child.pid ? identify(child.pid) : null, ended };
}

/** Asks the process to end, and makes it after `graceMs`, with all of its group. Only if it is still the same one. */
export async function stopProcess(identity: ProcessIdentity, graceMs: number): Promise<void> {
  if (!isAlive(identity)) return;
  signal(identity.pid, 'SIGTERM');
  for (const deadline = Date.now() + graceMs; Date.now() < deadline; ) {
    if (!isAlive(identity)) return;
    await sleep(STEP_MS);
  }
  if (isAlive(identity)) signal(-identity.pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (cause) {
    // It ended in between.
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}
