import type { Measure } from '../lib/figures';
import { type Platform, startPlatform } from '../lib/platform';
import { kubernetes } from '../lib/platform-kinds';
import { repeat } from '../lib/repeat';
import { byConsole, byScript } from '../lib/rollback';
import { median, quantile } from '../lib/statistics';

const STARTS = 20;
const STARTS_WITHIN_MS = 40_000;
const ROLLOUTS = 3;
/** "At most five percent on a rollout of ten seconds." */
const GOAL = 1.05;

/** How long a commander waits beside what the platform takes. */
export const run: Measure = {
  id: 'run',
  title: 'a rollback of one Deployment, against the same calls in a script',
  method: `The start is called without a browser; the worker is the built console, the cluster an emulator in its own process. The provider's call: its arrival there. The script: plan, patch and watch, no journal, no checks.`,
  async run(stage) {
    const quick = await startPlatform(stage, kubernetes({ stepMs: 20, startSteps: 1 }));
    const clicks = await repeat(STARTS, STARTS_WITHIN_MS, () => fromClickToCall(quick));
    const slow = await startPlatform(stage, kubernetes({ stepMs: 500, startSteps: 6 }));
    const scripts: number[] = [];
    const consoles: number[] = [];
    await repeat(ROLLOUTS, 0, async () => {
      scripts.push((await byScript(slow)).tookMs);
      consoles.push((await byConsole(slow)).tookMs);
    });
    return [
      { name: 'start to the provider’s call, median', value: median(clicks), unit: 'ms' },
      { name: 'start to the provider’s call, p99', value: quantile(clicks, 0.99), unit: 'ms' },
      {
        name: 'a rollout of about ten seconds',
        value: median(consoles),
        unit: 'ms',
        base: { name: 'the script', value: median(scripts) },
        note: `goal × ${GOAL}`,
      },
    ];
  },
};

async function fromClickToCall(cluster: Platform): Promise<number> {
  const { incidentId, press } = await cluster.ready();
  const clickedMs = Date.now();
  await press();
  await cluster.finished(incidentId);
  const write = (await cluster.control.log()).findLast(({ changed }) => changed !== null);
  return Date.parse(write?.at ?? '') - clickedMs;
}
