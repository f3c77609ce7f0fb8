import { logger } from '@/lib/logger';
import { sampleIncident } from './sample';

export interface Sampling {
  /** Begins to sample an incident; nothing when it is already sampled here or by another worker. */
  begin(incidentId: string): void;
  /** Resolves when every loop has ended, after the worker's shutdown. */
  ended(): Promise<void>;
}

/**
 * The incidents that this worker samples, each in a loop of its own beside the queue: an incident in verification may
 * stay so for hours, and must not keep the next one from its first look. What ends by a fault is begun again by the sweep.
 */
export function startSampling(worker: string, shutdown: AbortSignal): Sampling {
  const loops = new Map<string, Promise<void>>();
  return {
    begin(incidentId) {
      if (loops.has(incidentId) || shutdown.aborted) return;
      const loop = sampleIncident(incidentId, worker, shutdown)
        .catch((cause: unknown) => logger.warn({ err: cause, incidentId }, 'sampling was interrupted'))
        .finally(() => loops.delete(incidentId));
      loops.set(incidentId, loop);
    },
    async ended() {
      await Promise.all(loops.values());
    },
  };
}
