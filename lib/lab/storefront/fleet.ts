import type { Instance } from '../emulator/contract';
import { type Supervisor, type SupervisorOptions, supervise } from '../supervisor';
import { commitOf } from './history';
import type { Platform } from './platform';

const LOOK_MS = 150;

export interface Fleet {
  /** Where the next request goes: to the instances that are ready, in turn. Null while there is none. */
  port(): number | null;
  stop(): Promise<void>;
}

/**
 * Runs what a platform says that it has: one process an image and deployment, however many instances there are. The
 * platform learns which processes end, as a kubelet or an ECS agent would tell it.
 */
export function fleetOf(platform: Platform, options: SupervisorOptions): Fleet {
  const running = new Map<string, { image: string; supervisor: Supervisor }>();
  const ending = new Set<Promise<void>>();
  let ready: string[] = [];
  let turn = 0;

  function start(key: string, image: string): void {
    const commit = commitOf(image);
    if (commit === null) {
      platform.report(image, 'failing');
      return;
    }
    const supervisor = supervise(options);
    running.set(key, { image, supervisor });
    supervisor.deploy(commit);
  }

  function end(key: string, supervisor: Supervisor): void {
    running.delete(key);
    const stopped = supervisor.stop().finally(() => ending.delete(stopped));
    ending.add(stopped);
  }

  function look(): void {
    const instances = platform.instances();
    ready = instances.flatMap((instance) => (instance.ready ? [keyOf(instance)] : []));
    const wanted = new Map(instances.map((instance) => [keyOf(instance), instance.image]));
    for (const [key, image] of wanted) if (!running.has(key)) start(key, image);
    for (const [key, { image, supervisor }] of running) {
      if (!wanted.has(key)) end(key, supervisor);
      else platform.report(image, supervisor.condition());
    }
  }

  look();
  const timer = setInterval(look, LOOK_MS);
  return {
    port() {
      const ports = ready.flatMap((key) => running.get(key)?.supervisor.port() ?? []);
      return ports[turn++ % ports.length] ?? null;
    },
    async stop() {
      clearInterval(timer);
      for (const [key, { supervisor }] of running) end(key, supervisor);
      await Promise.all(ending);
    },
  };
}

const keyOf = ({ image, deployment = '' }: Instance) => `${deployment} ${image}`;
