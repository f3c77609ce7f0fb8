import { awsCodeOf } from '../aws-error';
import type { Operation, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Route53 } from './client';
import { isAt, movedOn } from './plan';
import { imprint, type Pair, readPair, swapBatch, weightsOf } from './records';
import { idOf, isSameShare, sharesOf, type Weights } from './weights';
import { readWrite } from './write';

/**
 * Swaps both weights in one batch that fails when the records are no longer as planned. Where the target is there
 * already, the records are swapped for themselves: that changes nothing, and gives a change to follow in the place of
 * one whose reply was lost. Errors: `conflict` when somebody changed the records since the plan, those of the calls.
 */
export async function start(
  route53: Route53,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Operation> {
  const write = readWrite(plan);
  const pair = await readPair(route53, signal);
  const asPlanned = write.imprints.includes(imprint(pair));
  if (!asPlanned && !isAt(pair, write)) throw movedOn(route53, pair);
  const to = asPlanned ? write.target : weightsOf(pair);
  const change = await swap(route53, pair, to, key, signal);
  const { config } = route53;
  return {
    id: `${idOf(config, write.target)} ${key}`,
    evidence: `Route 53 took the change of ${config.name} to ${sharesOf(config, to)} (${change}).`,
    data: { change, target: to },
  };
}

/** Answers the id of the change. */
async function swap(route53: Route53, pair: Pair, to: Weights, key: string, signal: AbortSignal): Promise<string> {
  try {
    return await send(route53, pair, to, key, signal);
  } catch (error) {
    if (awsCodeOf(error) !== 'InvalidChangeBatch') throw error;
    const found = await readPair(route53, signal);
    // Refused for another reason than a change of others.
    if (imprint(found) === imprint(pair)) throw error;
    // Another process of this run, or somebody else, was faster: what is there now decides.
    if (!isSameShare(weightsOf(found), to)) throw movedOn(route53, found);
    return send(route53, found, weightsOf(found), key, signal);
  }
}

async function send(route53: Route53, pair: Pair, to: Weights, key: string, signal: AbortSignal): Promise<string> {
  const input = { HostedZoneId: route53.config.hostedZone, ChangeBatch: swapBatch(pair, to, `Repli ${key}`) };
  const reply = await route53.call(signal, (client, { ChangeResourceRecordSetsCommand }, options) =>
    client.send(new ChangeResourceRecordSetsCommand(input), options),
  );
  const id = reply.ChangeInfo?.Id;
  if (id === undefined) throw new ProviderError('failed', 'Route 53 answered without a change to follow: try again.');
  return id;
}
