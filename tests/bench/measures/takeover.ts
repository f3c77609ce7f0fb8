import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { db } from '@/lib/db/client';
import { RUN_PROGRAM } from '@/lib/run-program';
import { until } from '@/tests/setup/until';
import type { Measure } from '../lib/figures';
import { type Platform, startPlatform } from '../lib/platform';
import { kubernetes } from '../lib/platform-kinds';
import { repeat } from '../lib/repeat';
import type { Stage } from '../lib/stage';
import { median } from '../lib/statistics';

const TIMES = 3;
/** "A worker that dies is replaced within 15 s." */
const GOAL_MS = 15_000;

/** How long a run stands still when its worker is killed. */
export const takeover: Measure = {
  id: 'takeover',
  title: 'a run whose worker is killed with kill -9',
  method: `From the signal until another worker holds the run’s claim, ${TIMES} times in the middle of a rollout; the other one runs already.`,
  async run(stage) {
    // A worker as well, and not to be killed: the last measure ends it.
    await stage.console.stop();
    const cluster = await startPlatform(stage, kubernetes({ stepMs: 500, startSteps: 4 }));
    const times = await repeat(TIMES, 0, () => killed(stage, cluster));
    const base = { name: 'goal', value: GOAL_MS };
    return [
      { name: 'until another worker holds it, median', value: median(times), unit: 'ms', base },
      { name: 'slowest', value: Math.max(...times), unit: 'ms', base },
    ];
  },
};

/** Two workers, of which the one that took the run is killed. */
async function killed(stage: Stage, cluster: Platform): Promise<number> {
  const workers = await Promise.all([startWorker(stage), startWorker(stage)]);
  const { incidentId, press } = await cluster.ready();
  const { runId } = await press();
  const holder = await until('a holder', () => holderOf(runId));
  const victim = workers.find(({ pid }) => holder.includes(`:${pid}:`));
  if (!victim) throw new Error(`${holder} holds the run`);
  const began = performance.now();
  victim.kill('SIGKILL');
  await until('another holder', async () => ![null, holder].includes(await holderOf(runId)));
  const tookMs = performance.now() - began;
  await cluster.finished(incidentId);
  await Promise.all(workers.map(end));
  return tookMs;
}

async function holderOf(runId: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ worker: string }[]>`
    SELECT worker FROM run_claims WHERE run_id = ${runId} AND expires_at > clock_timestamp()`;
  return rows[0]?.worker ?? null;
}

async function startWorker({ endings }: Stage): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [RUN_PROGRAM, 'scripts/worker.ts'], {
    env: { ...process.env, REPLI_ROLE: 'worker', REPLI_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endings.defer(() => end(worker));
  await new Promise<void>((resolve) => {
    worker.stdout?.on('data', (chunk) => String(chunk).includes('worker ready') && resolve());
  });
  return worker;
}

async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}
