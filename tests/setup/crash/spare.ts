import type { World } from '@/tests/contract/fixture';
import { componentOf, earlierRevision, makeProviderWorld, type ProviderId } from './cell';
import type { Stand } from './stand';

/** A rollback that waits until a worker is to prove that it is well. */
export interface Spare {
  world: World;
  /** Starts the run and resolves once it has finished. */
  run(): Promise<void>;
}

export async function makeSpare(stand: Stand, provider: ProviderId): Promise<Spare> {
  const world = await makeProviderWorld(provider);
  const target = { provider, config: componentOf(world), revisionId: await earlierRevision(world) };
  const { incidentId, start } = await stand.declare([[target]]);
  return {
    world,
    async run() {
      await start();
      await stand.finished(incidentId);
      await stand.leave(incidentId);
    },
  };
}
