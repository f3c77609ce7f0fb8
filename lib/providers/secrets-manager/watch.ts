import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Operation, Progress, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Secrets } from './client';
import { movedOn } from './start';
import { labelOf, readVersions } from './versions';
import { readWrite } from './write';

/** What `start` leaves in the log. */
const operationSchema = z.object({ versionId: z.string() });

const EVERY_MS = 1_000;
/** The stage moves at once; only a read that lags behind the write is waited for. Counted, as clocks of workers differ. */
const MOST_LOOKS = 20;

/**
 * Looks whether AWSCURRENT is on the target. Errors: ProviderError `conflict` when it went elsewhere, `failed` when it is
 * still where it was after many looks, those of the calls.
 */
export async function* watch(
  secrets: Secrets,
  operation: Operation,
  plan: ProviderPlan,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const { versionId } = operationSchema.parse(operation.data);
  const { from } = readWrite(plan);
  for (let looks = 1; ; looks++) {
    const { current } = await readVersions(secrets, signal);
    if (current.id === versionId) {
      const stages = current.stages.join(', ');
      yield { kind: 'converged', evidence: `Version ${versionId} of ${secrets.name} has the stages ${stages}.` };
      return;
    }
    if (current.id !== from) throw movedOn(secrets, versionId, current.id);
    yield {
      kind: 'progress',
      done: 0,
      total: 1,
      code: 'stage_unseen',
      params: { label: labelOf(versionId) },
      text: `Amazon does not show AWSCURRENT on ${labelOf(versionId)} yet`,
    };
    if (looks === MOST_LOOKS)
      throw new ProviderError(
        'failed',
        `AWSCURRENT of ${secrets.name} is back on version ${labelOf(from)}: find out who moved it, then make a new plan.`,
      );
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
