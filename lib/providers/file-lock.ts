import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from './error';

const POLL_MS = 50;
const HEARTBEAT_MS = 2_000;
/** Several missed heartbeats: the holder is gone, on whatever machine it was. */
const STALE_MS = 15_000;

/** One queue per lock file in this process; each entry ends when the last waiter has had its turn. */
const tails = new Map<string, Promise<void>>();

/**
 * Runs `work` while nobody else, in this process or another, holds the lock file. What it guards must survive a lock
 * that was taken over too early, from a machine that slept. Errors: ProviderError `timeout` when the signal ends while
 * waiting, `failed` when the file cannot be made.
 */
export async function withLock<T>(file: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const before = tails.get(file) ?? Promise.resolve();
  let release = () => {};
  const mine = new Promise<void>((resolve) => {
    release = resolve;
  });
  const tail = before.then(() => mine);
  tails.set(file, tail);
  try {
    await unlessAborted(before, signal);
    return await holding(file, signal, work);
  } finally {
    release();
    if (tails.get(file) === tail) tails.delete(file);
  }
}

async function holding<T>(file: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const token = JSON.stringify({ id: randomUUID(), pid: process.pid, host: hostname() });
  while (!(await create(file, token))) {
    await takeOverIfDead(file);
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw stoppedWaiting(signal);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    // Somebody may have taken over from a process that slept: their lock stays.
    if ((await read(file)) === token) await rm(file, { force: true });
  }
}

async function create(file: string, token: string): Promise<boolean> {
  return writeFile(file, token, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw new ProviderError('failed', `${path.dirname(file)} cannot be written: check its owner and space.`, {
        cause: error,
      });
    },
  );
}

async function takeOverIfDead(file: string): Promise<void> {
  const token = await read(file);
  const seen = await stat(file).catch(() => null);
  if (token === null || !seen) return;
  if (!isDead(token) && Date.now() - seen.mtimeMs < STALE_MS) return;
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  // Between reading and renaming another waiter may have taken over: give its lock back.
  if ((await read(aside)) !== token) await rename(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Only a process of this machine can be known to be dead at once; others are judged by their heartbeat. */
function isDead(token: string): boolean {
  try {
    const { pid, host } = JSON.parse(token) as { pid: number; host: string };
    if (host !== hostname()) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const read = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

async function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw stoppedWaiting(signal);
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(stoppedWaiting(signal));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function stoppedWaiting(signal: AbortSignal): ProviderError {
  return new ProviderError('timeout', 'Another call is still at work on the same files: try again in a moment.', {
    cause: signal.reason,
  });
}
