import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/scripts/db/cluster';
import { stopProcess } from '@/scripts/up/child';
import { startConsole } from '@/scripts/up/console';

const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 5;
const STOP_WITHIN_MS = 4_000;

export interface RunningConsole {
  url: string;
  pid: number;
  /** From its spawn to its first answered request. */
  startedInMs: number;
  stop(): Promise<void>;
}

export interface ConsoleSettings {
  build: string;
  databaseUrl: string;
  dataDir: string;
  secret: string;
}

/** Starts the built console, pages and worker in one process as `npm run up` does, on a free port of the loopback. */
export async function runConsole({ build, databaseUrl, dataDir, secret }: ConsoleSettings): Promise<RunningConsole> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = path.join(dataDir, `console-${port}.log`);
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
    REPLI_ROLE: 'all',
    REPLI_URL: url,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: secret,
    REPLI_DATA_DIR: dataDir,
    REPLI_LAB: 'off',
    REPLI_LOG_LEVEL: 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const spawnedMs = performance.now();
  const { identity } = startConsole(build, env, log);
  if (!identity) throw new Error('the console could not be started');
  const stop = () => stopProcess(identity, STOP_WITHIN_MS);
  try {
    await untilAnswered(`${url}/api/health`);
  } catch (cause) {
    await stop();
    throw new Error(`the console did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`, { cause });
  }
  return { url, pid: identity.pid, startedInMs: performance.now() - spawnedMs, stop };
}

/** Asks until a request is answered with 200. */
export async function untilAnswered(url: string): Promise<void> {
  for (const deadline = performance.now() + READY_WITHIN_MS; performance.now() < deadline; await sleep(ASK_EVERY_MS)) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
  }
  throw new Error(`${url} did not answer within ${READY_WITHIN_MS / 1000} s`);
}
