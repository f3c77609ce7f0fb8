import { ecsEmulator } from '../aws/ecs/emulator';
import type { Emulator, Instance } from '../emulator/contract';
import { apiServer } from '../emulator/serve';
import { createKubernetes } from '../kubernetes/emulator';
import { imageOf } from '../kubernetes/seed';
import { close, listen } from '../ports';
import type { Condition } from '../supervisor';
import type { Release } from './history';
import { keep, keptState } from './keep';

/** A platform that runs images; which ones decides what processes of the storefront there are. */
export interface Platform {
  port: number;
  instances(): Instance[];
  /** What the pipeline does with a new image: it is starting until something is reported of its processes. */
  release(release: Release): void;
  /** What became of a process of an image, for the platform to see. */
  report(image: string, condition: Condition): void;
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** Where it keeps its state. */
  file: string;
  /** The wanted one. */
  port: number;
  secret: string;
  /** Name of the service, `api` by default. */
  service?: string;
  /** What its history is when there is no state, oldest first. */
  history: () => Promise<Release[]>;
}

/** A Deployment `web` of three pods; a rollout takes about six seconds. */
export async function openCluster(options: PlatformOptions): Promise<Platform> {
  const create = (more: object) =>
    createKubernetes({ token: options.secret, replicas: 3, stepMs: 400, startSteps: 3, ...more });
  return open(create, options, (act) => ({
    release: ({ tag, note }) => {
      const image = imageOf('web', tag);
      act('breakImage', { image, fate: 'start' });
      act('deploy', { image, note });
    },
    report: (image, condition) =>
      condition === 'running'
        ? act('repairImage', { image })
        : act('breakImage', { image, fate: condition === 'failing' ? 'crash' : 'start' }),
  }));
}

const FATES = { starting: 'is_starting', running: 'starts', failing: 'crashes' } as const;

/** A service of two tasks, which Amazon's circuit breaker guards; a rollout takes about five seconds. */
export async function openEcs(options: PlatformOptions): Promise<Platform> {
  const create = (more: object) =>
    ecsEmulator({ accessKeyId: options.secret, desiredCount: 2, stepMs: 800, service: options.service, ...more });
  return open(create, options, (act) => ({
    release: ({ tag }) => {
      act('fate', { tag, fate: FATES.starting });
      act('deploy', { tag });
    },
    report: (image, condition) => act('fate', { image, fate: FATES[condition] }),
  }));
}

type Act = (name: string, args?: Record<string, unknown>) => unknown;

async function open(
  create: (more: object) => Emulator,
  { file, port, history }: PlatformOptions,
  doings: (act: Act) => Pick<Platform, 'release' | 'report'>,
): Promise<Platform> {
  const state = keptState(file);
  const kept = keep(create(state === undefined ? { history: await history() } : { state }), file);
  const server = apiServer(kept.emulator);
  const act: Act = (name, args = {}) => kept.emulator.actions[name]?.(args);
  return {
    ...doings(act),
    port: await listen(server, port),
    instances: () => act('instances') as Instance[],
    async close() {
      kept.stop();
      await close(server);
    },
  };
}
