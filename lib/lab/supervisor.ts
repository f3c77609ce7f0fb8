import { setTimeout as sleep } from 'node:timers/promises';
import { checkOut } from './deploy';
import { freePort, isListening } from './ports';
import type { Remote } from './remote';
import { runShop } from './shop-process';

/** A shop that ends is started again after 0.5 s, then 1 s, 2 s … 15 s; having run for 10 s counts as a good start. */
const FIRST_BACK_OFF_MS = 500;
const MAX_BACK_OFF_MS = 15_000;
const GOOD_START_MS = 10_000;

/** `starting` until it listens; `failing` once it ended by itself, until it has run for long. */
export type Condition = 'starting' | 'running' | 'failing';

export interface Supervisor {
  /** Replaces what runs. Nothing is asked of the new version first: what is pushed is what runs. */
  deploy(commit: string): void;
  /** Where the shop listens, once it is started; null while nothing runs. */
  port(): number | null;
  condition(): Condition;
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  remote: Remote;
  /** Where versions are checked out. */
  dir: string;
  logFile: string;
  log: (line: string) => void;
  /** Asked at each start, as a container is given its secrets then. */
  env?: () => Promise<Record<string, string>>;
}

/** Keeps one version of the shop running, as a process supervisor would. */
export function supervise({ remote, dir, logFile, log, env }: SupervisorOptions): Supervisor {
  let port: number | null = null;
  let hasListened = false;
  let failures = 0;
  let startedAt = 0;
  let ending = new AbortController();
  let done = Promise.resolve();

  async function start(commit: string, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    try {
      const cwd = await checkOut(remote, commit, dir);
      const free = await freePort();
      port = free;
      hasListened = false;
      void isListening(free, ended.signal).then((listens) => {
        hasListened ||= listens && !ended.signal.aborted;
      });
      await runShop({ cwd, commit, port: free, logFile, env: await env?.() }, signal);
    } catch (error) {
      log(`${commit.slice(0, 7)} cannot be started: ${error instanceof Error ? error.message : 'unknown'}`);
    } finally {
      ended.abort();
      port = null;
    }
  }

  const hasRunLong = () => performance.now() - startedAt > GOOD_START_MS;

  async function keepRunning(commit: string, signal: AbortSignal): Promise<void> {
    for (failures = 0; !signal.aborted; failures++) {
      startedAt = performance.now();
      await start(commit, signal);
      if (signal.aborted) return;
      if (hasRunLong()) failures = 0;
      const backOffMs = Math.min(FIRST_BACK_OFF_MS * 2 ** failures, MAX_BACK_OFF_MS);
      log(`${commit.slice(0, 7)} ended; starting it again in ${backOffMs} ms`);
      await sleep(backOffMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    deploy(commit) {
      log(`running ${commit.slice(0, 7)}`);
      ending.abort();
      ending = new AbortController();
      const { signal } = ending;
      done = done.then(() => keepRunning(commit, signal));
    },
    port: () => port,
    condition() {
      if (port !== null && hasRunLong()) return 'running';
      if (failures > 0) return 'failing';
      return hasListened ? 'running' : 'starting';
    },
    async stop() {
      ending.abort();
      await done;
    },
  };
}
