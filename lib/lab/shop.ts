import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { frontOf } from './front';
import { addressAt, close, listen } from './ports';
import { openRemote, type Remote } from './remote';
import type { LabSettings } from './settings';
import { supervise } from './supervisor';
import { watchHead } from './watch';

/** How long a start waits for the shop to answer; a shop that does not run is no reason not to start. */
const SETTLE_MS = 10_000;
const LOOK_MS = 50;

export interface Shop {
  remote: Remote;
  port: number;
  /** Waits until the head answers. The first time it pushes a commit that breaks the shop, once the good one was seen running. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface ShopOptions {
  dir: string;
  settings: LabSettings;
  log: (line: string) => void;
}

/** The shop that runs the head of its branch, whoever pushed it. */
export async function openShop({ dir, settings, log }: ShopOptions): Promise<Shop> {
  const versions = path.join(dir, 'versions');
  await mkdir(versions, { recursive: true });
  const remote = await openRemote(dir, new Date());
  const supervisor = supervise({ remote, dir: versions, logFile: path.join(dir, 'shop.log'), log });
  const front = frontOf(supervisor.port);
  const port = await listen(front, settings.shopPort);
  const ending = new AbortController();
  watchHead(remote, supervisor.deploy, ending.signal);
  return {
    remote,
    port,
    async settle() {
      await answering(addressAt(port), remote);
      if (await remote.wasBroken()) return;
      await remote.breakIt(new Date());
      await answering(addressAt(port), remote);
    },
    async stop() {
      ending.abort();
      await Promise.all([supervisor.stop(), close(front)]);
    },
  };
}

/** Waits until the shop answers as the version at the head, for a while. */
async function answering(url: string, remote: Remote): Promise<void> {
  const head = await remote.head();
  for (const deadline = Date.now() + SETTLE_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
    const signal = AbortSignal.timeout(LOOK_MS * 20);
    const report: unknown = await fetch(`${url}/api/health`, { signal }).then(
      (r) => r.json(),
      () => null,
    );
    if (typeof report === 'object' && report !== null && 'version' in report && report.version === head) return;
  }
}
