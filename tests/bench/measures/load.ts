import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import type { Figure, Measure } from '../lib/figures';
import { failedIncident } from '../lib/long-timeline';
import { repeat } from '../lib/repeat';
import type { Stage } from '../lib/stage';
import { median } from '../lib/statistics';

const TIMES = 5;
const WITHIN_MS = 30_000;
/** The room reads the code of its other phases two seconds after it stands. */
const QUIET_MS = 4_000;
/** The figures to beat, of the interface's reference. */
const GOALS = { scriptKb: 200, requests: 30, lcpMs: 400, longestTaskMs: 50 } as const;

interface Load {
  scriptKb: number;
  laterScriptKb: number;
  wholeKb: number;
  requests: number;
  lcpMs: number;
  longestTaskMs: number;
  blockedMs: number;
}

/** What a browser that was never here pays for the room. */
export const load: Measure = {
  id: 'load',
  title: 'the room in a cold browser',
  method: `Median of ${TIMES} fresh profiles, 1440 px, signed in, a failed rollback with 130 timeline entries; kB as sent, compressed, without headers. Base: the goal.`,
  async run(stage) {
    const incidentId = await failedIncident(stage.world.serviceId, 100);
    const url = `${stage.console.url}/incidents/${incidentId}`;
    // The server has seen the room before; the browsers have not.
    await openCold(stage, url);
    const loads = await repeat(TIMES, WITHIN_MS, () => openCold(stage, url));
    const figure = (name: string, key: keyof Load, unit: Figure['unit'], goal?: number): Figure => ({
      name,
      value: median(loads.map((one) => one[key])),
      unit,
      ...(goal === undefined ? {} : { base: { name: 'goal', value: goal } }),
    });
    return [
      figure('JavaScript until the load event', 'scriptKb', 'kB', GOALS.scriptKb),
      figure('JavaScript read later, at rest', 'laterScriptKb', 'kB'),
      figure('requests until the load event', 'requests', '', GOALS.requests),
      figure('largest contentful paint', 'lcpMs', 'ms', GOALS.lcpMs),
      figure('longest main-thread task', 'longestTaskMs', 'ms', GOALS.longestTaskMs),
      figure('blocked by tasks over 50 ms', 'blockedMs', 'ms'),
      figure('everything until the load event', 'wholeKb', 'kB'),
    ];
  },
};

async function openCold(stage: Stage, url: string): Promise<Load> {
  const context = await stage.openBrowser();
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const transfers = await countTransfers(cdp);
    await watchTasks(page);
    await page.goto(url, { waitUntil: 'load' });
    const loaded = transfers();
    await page.locator('[data-room]').waitFor();
    // The live stream keeps the network busy for ever: quiet is a pause.
    await sleep(QUIET_MS);
    const laterScriptKb = transfers().scriptKb - loaded.scriptKb;
    return { ...loaded, laterScriptKb, ...(await readPage(page)) };
  } finally {
    await context.close();
  }
}

/** Counts requests and compressed bytes, as the network layer saw them. */
async function countTransfers(cdp: CDPSession): Promise<() => Pick<Load, 'scriptKb' | 'wholeKb' | 'requests'>> {
  const scripts = new Set<string>();
  let requests = 0;
  let scriptBytes = 0;
  let wholeBytes = 0;
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (request.url.startsWith('data:')) return;
    requests += 1;
    if (type === 'Script') scripts.add(requestId);
  });
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  cdp.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    wholeBytes += encodedDataLength;
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  return () => ({ requests, scriptKb: scriptBytes / 1_000, wholeKb: wholeBytes / 1_000 });
}

interface Tasks {
  lcpMs: number;
  longestMs: number;
  blockedMs: number;
}

/** Before anything of the page runs. Tasks under 50 ms are not reported by browsers: then the longest is 0. */
async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: Tasks = { lcpMs: 0, longestMs: 0, blockedMs: 0 };
    Object.assign(window, { benchTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        tasks.longestMs = Math.max(tasks.longestMs, duration);
        tasks.blockedMs += duration - 50;
      }
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      tasks.lcpMs = list.getEntries().at(-1)?.startTime ?? 0;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

async function readPage(page: Page): Promise<Pick<Load, 'lcpMs' | 'longestTaskMs' | 'blockedMs'>> {
  const { lcpMs, longestMs, blockedMs } = await page.evaluate(
    () => (window as unknown as { benchTasks: Tasks }).benchTasks,
  );
  return { lcpMs, longestTaskMs: longestMs, blockedMs };
}
