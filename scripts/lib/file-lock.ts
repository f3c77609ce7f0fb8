import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from './process-identity';

const RETRY_MS = 100;

/**
 * Runs `work` while no other process on this machine does so for the same file. A holder that died without
 * letting go is recognised by its start time. Throws after `timeoutMs`, naming the holder.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>, timeoutMs = 60_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (!tryLock(file)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Another process (id ${readHolder(file)?.pid ?? 'unknown'}) holds ${file}. Stop it, then try again.`,
      );
    }
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** A hard link appears whole or not at all, so nobody ever reads half a holder. */
function tryLock(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identify(process.pid)));
  try {
    linkSync(own, file);
    return true;
  } catch {
    const holder = readHolder(file);
    if (holder && !isAlive(holder)) clearStale(file);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes the file away and looks again: between the look and the removal someone may have locked it anew. */
function clearStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    const holder = readHolder(aside);
    if (holder && isAlive(holder)) linkSync(aside, file);
  } catch {
    // Someone else was quicker: the next attempt sees what they left.
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity | null;
  } catch {
    return null;
  }
}
