import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/scripts/db/cluster';
import { ensureBuild } from '@/scripts/up/build';
import { runConsole, untilAnswered } from '../lib/console';
import { EMPTY_SERVER } from '../lib/empty-server';
import type { Figure, Measure } from '../lib/figures';
import { repeat } from '../lib/repeat';
import type { Stage } from '../lib/stage';
import { median } from '../lib/statistics';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const TIMES = 5;
const WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 6_000;

/** How long until the console answers. */
export const startup: Measure = {
  id: 'startup',
  title: 'start-up, from spawn to the first answered request',
  method: `Median of up to ${TIMES}. "up" is npm run up without the lab, built already; cold makes PostgreSQL's data folder and migrates. Base: an empty Node server.`,
  async run(stage) {
    // Sources that changed since the bench began must not be built within the measure.
    await ensureBuild(ROOT);
    const bareMs: number[] = [];
    const consoleMs: number[] = [];
    const coldMs: number[] = [];
    const warmMs: number[] = [];
    await repeat(TIMES, WITHIN_MS, async () => {
      bareMs.push(await startNode(stage));
      consoleMs.push(await startConsoleAlone(stage));
      const dataDir = mkdtempSync(path.join(ROOT, '.data', 'bench-up-'));
      stage.endings.defer(() => rmSync(dataDir, { recursive: true, force: true }));
      coldMs.push(await startUp(stage, dataDir));
      warmMs.push(await startUp(stage, dataDir));
    });
    const bare = { name: 'empty Node server', value: median(bareMs) };
    const figure = (name: string, values: number[]): Figure => ({
      name,
      value: median(values),
      unit: 'ms',
      base: bare,
    });
    return [
      figure('console, database there and migrated', consoleMs),
      figure('up, warm', warmMs),
      figure('up, cold', coldMs),
    ];
  },
};

async function startConsoleAlone({ build, secret, world, endings }: Stage): Promise<number> {
  const console = await runConsole({ build, secret, databaseUrl: world.databaseUrl, dataDir: world.dataDir });
  endings.defer(() => console.stop());
  await console.stop();
  return console.startedInMs;
}

/** The smallest server there is. */
async function startNode(stage: Stage): Promise<number> {
  return timed(stage, ['-e', EMPTY_SERVER], await freePort(), '/');
}

async function startUp(stage: Stage, dataDir: string): Promise<number> {
  const port = await freePort();
  const args = [path.join(ROOT, 'scripts/up.mjs'), '--no-lab'];
  return timed(stage, args, port, '/api/health', { REPLI_DATA_DIR: dataDir });
}

async function timed(
  { endings }: Stage,
  args: string[],
  port: number,
  ask: string,
  extra: Record<string, string> = {},
): Promise<number> {
  // What the bench set for itself is not for a start of its own.
  const { DATABASE_URL: _url, REPLI_ROLE: _role, ...rest } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...rest, PORT: String(port), ...extra },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    // `up` stops its parts and its database first.
    await Promise.race([ended, sleep(STOP_WITHIN_MS)]);
    child.kill('SIGKILL');
  };
  endings.defer(stop);
  try {
    await untilAnswered(`http://127.0.0.1:${port}${ask}`);
    return performance.now() - began;
  } finally {
    await stop();
  }
}
