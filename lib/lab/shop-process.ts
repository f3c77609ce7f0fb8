import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const GUARDIAN = pathToFileURL(path.join(import.meta.dirname, 'guardian.mjs')).href;
/** How long the shop may take to end by itself. */
const GRACE_MS = 1_000;
const MAX_LOG_BYTES = 5 * 1024 * 1024;

export interface ShopStart {
  /** Where the source is. */
  cwd: string;
  commit: string;
  port: number;
  logFile: string;
  env?: Record<string, string> | undefined;
}

/**
 * Runs `node server.js` until it ends or the signal does; its output is appended to the log. It sees no
 * environment of ours: what anyone pushed to the remote runs here.
 */
export async function runShop({ cwd, commit, port, logFile, env }: ShopStart, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const log = openLog(logFile);
  const child = spawn(process.execPath, ['--import', GUARDIAN, 'server.js'], {
    cwd,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env, PORT: String(port), GIT_COMMIT: commit },
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = () => end(child);
  signal.addEventListener('abort', stop, { once: true });
  await ended;
  signal.removeEventListener('abort', stop);
}

function end(child: ChildProcess): void {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  child.once('exit', () => clearTimeout(timer));
}

/** One older file is kept. */
function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
