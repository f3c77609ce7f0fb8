import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Figure, Measure } from '../lib/figures';
import { failedIncident } from '../lib/long-timeline';
import { clockOffset, takeShown, watchTimeline } from '../lib/observe';
import type { Stage } from '../lib/stage';
import { quantile } from '../lib/statistics';
import { bareWriter, noteWriter, type Writer } from '../lib/writers';

const EVENTS = 40;
const ROUNDS = 2;
const CONNECTS_WITHIN_MS = 1_500;

interface Seen {
  changedMs: number[];
  frameMs: number[];
  errorMs: number;
}

/** A colleague's note, from commit to what a person sees. */
export const frame: Measure = {
  id: 'frame',
  title: "a colleague's note is drawn in a browser",
  method:
    'From just before NOTIFY and COMMIT until the first animation frame after the timeline changed, in a Chromium on this machine (60 frames a second: 8 ms of it is chance). Base: a bare page with one EventSource.',
  async run(stage) {
    const incidentId = await failedIncident(stage.world.serviceId, 100);
    const bare = await bareWriter(stage.world.databaseUrl);
    const ours: Seen = { changedMs: [], frameMs: [], errorMs: 0 };
    const base: Seen = { changedMs: [], frameMs: [], errorMs: 0 };
    try {
      for (let round = 0; round < ROUNDS; round++) {
        await look(stage, `${stage.console.url}/incidents/${incidentId}`, noteWriter(incidentId), round, ours);
        await look(stage, `${stage.bareUrl}/page`, bare, round, base);
      }
    } finally {
      await bare.end();
    }
    const expected = EVENTS * ROUNDS;
    const clocks = `clocks agree within ${Math.max(ours.errorMs, base.errorMs).toFixed(1)} ms`;
    const note = `${ours.frameMs.length} of ${expected} seen (bare: ${base.frameMs.length} of ${expected}), ${clocks}`;
    return [
      figure('frame, median', 0.5, ours.frameMs, base.frameMs, note),
      figure('frame, p99', 0.99, ours.frameMs, base.frameMs),
      figure('DOM changed, median', 0.5, ours.changedMs, base.changedMs),
      figure('DOM changed, p99', 0.99, ours.changedMs, base.changedMs),
    ];
  },
};

function figure(name: string, part: number, ours: number[], base: number[], note?: string): Figure {
  const bare = { name: 'bare page', value: quantile(base, part) };
  return { name, value: quantile(ours, part), unit: 'ms', base: bare, ...(note ? { note } : {}) };
}

/** Opens the page and adds what it shows of `EVENTS` commits to `seen`. */
async function look(stage: Stage, url: string, writer: Writer, round: number, seen: Seen): Promise<void> {
  const context = await stage.openBrowser();
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('[data-timeline]').waitFor({ state: 'attached' });
    await sleep(CONNECTS_WITHIN_MS);
    await watchTimeline(page);
    await observe(page, writer, round, seen);
  } finally {
    await context.close();
  }
}

async function observe(page: Page, writer: Writer, round: number, seen: Seen): Promise<void> {
  const { offsetMs, errorMs } = await clockOffset(page);
  const sentAtMs = new Map<string, number>();
  for (let n = 0; n < EVENTS; n++) {
    const text = `bench-${round}${String(n).padStart(4, '0')}`;
    sentAtMs.set(text, (await writer.write(text)).atMs);
    // Never in step with the frames.
    await sleep(50 + 17 * Math.random());
  }
  await sleep(500);
  for (const { text, changedMs, frameMs } of await takeShown(page)) {
    const sent = sentAtMs.get(text);
    if (sent === undefined) continue;
    seen.changedMs.push(changedMs + offsetMs - sent);
    seen.frameMs.push(frameMs + offsetMs - sent);
  }
  seen.errorMs = Math.max(seen.errorMs, errorMs);
}
