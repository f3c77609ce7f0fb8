import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Operation, Progress } from '../contract';
import type { Route53 } from './client';
import { movedOn } from './plan';
import { readPair, ttlSeconds, weightsOf } from './records';
import { isSameShare, sharesOf } from './weights';

/** Two calls a look; an account has five a second for all of Route 53 (developer guide, "Quotas"). */
const EVERY_MS = 2_000;

const dataSchema = z.object({ change: z.string(), target: z.object({ blue: z.number(), green: z.number() }) });

/**
 * Follows the change until all servers of Route 53 know it (INSYNC), as long as the records stay at the target.
 * Errors: `conflict` when somebody changes them meanwhile, those of the calls.
 */
export async function* watch(route53: Route53, operation: Operation, signal: AbortSignal): AsyncGenerator<Progress> {
  const { change, target } = dataSchema.parse(operation.data);
  const { config } = route53;
  const shares = sharesOf(config, target);
  for (;;) {
    const pair = await readPair(route53, signal);
    if (!isSameShare(weightsOf(pair), target)) throw movedOn(route53, pair);
    const reply = await route53.call(signal, (client, { GetChangeCommand }, options) =>
      client.send(new GetChangeCommand({ Id: change }), options),
    );
    if (reply.ChangeInfo?.Status === 'INSYNC') {
      yield {
        kind: 'converged',
        evidence: `All servers of Route 53 answer for ${config.name} with ${shares}; resolvers follow within ${ttlSeconds(pair)} seconds.`,
      };
      return;
    }
    const text = `Route 53 tells its servers: ${shares}.`;
    yield { kind: 'progress', done: 0, total: 1, code: 'shares_told', params: { shares }, text };
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
