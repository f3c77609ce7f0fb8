import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Notice, Operation, Progress } from '../contract';
import type { Route53 } from './client';
import type { Route53Config } from './config';
import { movedOn } from './plan';
import { readPair, ttlSeconds, weightsOf } from './records';
import { greenShare, isSameShare, sharesOf, type Weights } from './weights';

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
  for (;;) {
    const pair = await readPair(route53, signal);
    if (!isSameShare(weightsOf(pair), target)) throw movedOn(route53, pair);
    const reply = await route53.call(signal, (client, { GetChangeCommand }, options) =>
      client.send(new GetChangeCommand({ Id: change }), options),
    );
    if (reply.ChangeInfo?.Status === 'INSYNC') {
      yield {
        kind: 'converged',
        evidence: `All servers of Route 53 answer for ${config.name} with ${sharesOf(config, target)}; resolvers follow within ${ttlSeconds(pair)} seconds.`,
      };
      return;
    }
    yield { kind: 'progress', done: 0, total: 1, ...toldOf(config, target) };
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

function toldOf(config: Route53Config, target: Weights): Notice {
  const text = `Route 53 tells its servers: ${sharesOf(config, target)}.`;
  const share = greenShare(target);
  if (share === 0 || share === 100)
    return { code: 'servers_told_all', params: { name: share === 0 ? config.blue : config.green }, text };
  const rounded = Math.round(share * 100) / 100;
  const params = { blue: config.blue, bluePercent: 100 - rounded, green: config.green, greenPercent: rounded };
  return { code: 'servers_told', params, text };
}
