import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { frontOf } from '../front';
import { git } from '../git';
import { close, listen } from '../ports';
import { openFork, type Remote } from '../remote';
import type { LabSettings } from '../settings';
import { watchHead } from '../watch';
import { fleetOf } from './fleet';
import { releaseOf, releasesOf } from './history';
import { openCluster, openEcs, type Platform } from './platform';

export interface Storefront {
  remote: Remote;
  /** Where people reach it. */
  port: number;
  /** Where the APIs of its platforms answer. */
  clusterPort: number;
  ecsPort: number;
  stop(): Promise<void>;
}

export interface StorefrontOptions {
  /** Everything that it makes is in here. */
  dir: string;
  /** The shop, whose code it began with. */
  origin: Remote;
  settings: LabSettings;
  log: (line: string) => void;
}

/**
 * The shop on platforms: its page comes from a Deployment of Kubernetes, its API from a service of Amazon ECS. A
 * pipeline makes an image of each commit that is pushed and deploys it to both; the images that they run decide whose
 * code answers. The first time a release that breaks it went out just before.
 */
export async function openStorefront({ dir, origin, settings, log }: StorefrontOptions): Promise<Storefront> {
  await mkdir(path.join(dir, 'versions'), { recursive: true });
  const remote = await openFork(path.join(dir, 'storefront.git'), origin);
  if (!(await remote.wasBroken())) await remote.breakIt(new Date());
  const common = { secret: settings.platformSecret, history: () => releasesOf(remote) };
  const [cluster, ecs] = await Promise.all([
    openCluster({ ...common, file: path.join(dir, 'cluster.json'), port: settings.clusterPort }),
    openEcs({ ...common, file: path.join(dir, 'ecs.json'), port: settings.ecsPort }),
  ]);
  const running = (name: string) => ({
    remote,
    dir: path.join(dir, 'versions'),
    logFile: path.join(dir, `${name}.log`),
    log: (line: string) => log(`storefront ${name}: ${line}`),
  });
  const web = fleetOf(cluster, running('web'));
  const api = fleetOf(ecs, running('api'));
  const front = frontOf((asked) => (/^\/(api\/|metrics)/.test(asked) ? api : web).port());
  const port = await listen(front, settings.storefrontPort);
  const ending = new AbortController();
  await startPipeline(remote, [cluster, ecs], ending.signal, log);
  return {
    remote,
    port,
    clusterPort: cluster.port,
    ecsPort: ecs.port,
    async stop() {
      ending.abort();
      await Promise.all([web.stop(), api.stop(), close(front), cluster.close(), ecs.close()]);
    },
  };
}

/** Releases what is pushed, once. What a rollback put in its place stays until the next push. */
async function startPipeline(
  remote: Remote,
  platforms: Platform[],
  signal: AbortSignal,
  log: StorefrontOptions['log'],
): Promise<void> {
  const config = (...args: string[]) => git(['config', ...args], { cwd: remote.dir });
  const released = () => config('--default', '', '--get', 'lab.released');
  // New platforms come with the whole history.
  if ((await released()) === '') await config('lab.released', await remote.head());
  const release = async (commit: string) => {
    if ((await released()) === commit) return;
    const made = await releaseOf(remote, commit);
    for (const platform of platforms) platform.release(made);
    await config('lab.released', commit);
  };
  let last = Promise.resolve();
  const inTurn = (commit: string) => {
    last = last.then(() => release(commit)).catch((cause: unknown) => log(`${commit} is not released: ${cause}`));
  };
  watchHead(remote, inTurn, signal);
}
