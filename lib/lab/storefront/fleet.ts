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
 * Runs what a platform says that it has: one process an image, however many instances of it there are. The platform
 * learns which processes end, as a kubelet or an ECS agent would tell it.
 */
export function fleetOf(platform: Platform, options: SupervisorOptions): Fleet {
  const running = new Map<string, Supervisor>();
  const ending = new Set<Promise<void>>();
  let ready: string[] = [];
  let turn = 0;

  function start(image: string): void {
    const commit = commitOf(image);
    if (commit === null) {
      platform.report(image, false);
      return;
    }
    const supervisor = supervise(options);
    running.set(image, supervisor);
    supervisor.deploy(commit);
  }

  function end(image: string, supervisor: Supervisor): void {
    running.delete(image);
    const stopped = supervisor.stop().finally(() => ending.delete(stopped));
    ending.add(stopped);
  }

  function look(): void {
    const instances = platform.instances();
    ready = instances.flatMap(({ image, ready }) => (ready ? [image] : []));
    const wanted = new Set(instances.map(({ image }) => image));
    for (const image of wanted) if (!running.has(image)) start(image);
    for (const [image, supervisor] of running) {
      if (!wanted.has(image)) end(image, supervisor);
      else if (supervisor.condition() !== 'starting') platform.report(image, supervisor.condition() === 'steady');
    }
  }

  look();
  const timer = setInterval(look, LOOK_MS);
  return {
    port() {
      const ports = ready.flatMap((image) => running.get(image)?.port() ?? []);
      return ports[turn++ % ports.length] ?? null;
    },
    async stop() {
      clearInterval(timer);
      for (const [image, supervisor] of running) end(image, supervisor);
      await Promise.all(ending);
    },
  };
}
