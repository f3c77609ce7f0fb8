import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Route53 } from './client';
import { planCommands } from './commands';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { imprint, type Pair, readPair, weightsOf, withWeights } from './records';
import { referenceTo } from './revisions';
import {
  canaryOf,
  choices,
  idOf,
  inTwoStages,
  isSameShare,
  sharesOf,
  stagedTarget,
  standard,
  type Weights,
} from './weights';
import { checkpointSchema, type Route53Write, readWrite } from './write';

/** Route 53 says within a minute that all its servers know a change (ChangeResourceRecordSets of the API reference). */
const ESTIMATE_MS = 60_000;

/** Errors: `not_found` for shares that are not in the list, `conflict` when they are there already. */
export async function makePlan(route53: Route53, id: string, signal: AbortSignal): Promise<ProviderPlan> {
  const { config } = route53;
  const pair = await readPair(route53, signal);
  const now = weightsOf(pair);
  const wanted = stagedTarget(id) ?? id;
  const target = choices(config, now).find((weights) => idOf(config, weights) === wanted);
  const first = target && stagedTarget(id) !== null ? canaryOf(config, now, target) : null;
  if (!target || (wanted !== id && !first))
    throw new ProviderError(
      'not_found',
      `${id.slice(0, 200)} is none of the shares of ${route53.name}: choose another.`,
    );
  return first ? planInStages(route53, pair, first, target) : planTo(route53, pair, target);
}

/** The full share, after its canary: each of the two is a shift of its own, the second from where the first has led. */
function planInStages(route53: Route53, pair: Pair, first: Weights, target: Weights): ProviderPlan {
  const { canaryHoldSeconds = 0 } = route53.config;
  const canary = planTo(route53, pair, first);
  const whole = planTo(route53, { ...pair, ...withWeights(pair, first) }, target);
  const direct = planTo(route53, pair, target);
  return {
    ...direct,
    to: { ...direct.to, id: inTwoStages(direct.to.id) },
    commands: whole.commands,
    // The shift goes on from the canary, or from before it when somebody skips that.
    write: { ...direct.write, imprints: [...imprintsOf(whole), ...imprintsOf(direct)] },
    canary: {
      plan: {
        ...canary,
        warnings: [],
        losses: [],
        followUps: [],
        commands: [...canary.commands, `sleep ${canaryHoldSeconds} # watch the checks meanwhile`],
      },
      holdMs: canaryHoldSeconds * 1_000,
    },
  };
}

const imprintsOf = (plan: ProviderPlan): string[] => readWrite(plan).imprints;

/** The plan back to the weights of the checkpoint, whether they are in the list or not. */
export async function undo(route53: Route53, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = checkpointSchema.safeParse(point.data);
  if (!data.success)
    throw new ProviderError('invalid_target', 'This checkpoint is of another kind: choose shares from the list.');
  return planTo(route53, await readPair(route53, signal), data.data.weights);
}

function planTo(route53: Route53, pair: Pair, target: Weights): ProviderPlan {
  const { config } = route53;
  const now = weightsOf(pair);
  if (isSameShare(now, target))
    throw new ProviderError(
      'conflict',
      `${config.name} is at ${sharesOf(config, target)} already: verify it, or choose another share.`,
    );
  const [from, to] = [referenceTo(config, standard(now)), referenceTo(config, target)];
  const write: Route53Write = { target, from: now, imprints: [imprint(pair)] };
  return {
    from,
    to,
    summary: {
      code: 'plan_shift',
      params: { name: config.name, from: from.summary, to: to.summary },
      text: `Shifts ${config.name} from ${from.summary} to ${to.summary}.`,
    },
    diff: [
      `--- ${from.label}`,
      `+++ ${to.label}`,
      `@@ ${config.name} ${config.type} @@`,
      `-${config.blue}: weight ${now.blue}`,
      `+${config.blue}: weight ${target.blue}`,
      `-${config.green}: weight ${now.green}`,
      `+${config.green}: weight ${target.green}`,
    ].join('\n'),
    commands: planCommands(config, pair, target),
    warnings: warningsOf(config, pair, target),
    losses: lossesOf(config),
    followUps: followUpsOf(config, now, target),
    touchesData: false,
    write,
    estimateMs: ESTIMATE_MS,
  };
}

/** The weights are the checkpoint: nothing is written. Error: `conflict` when the records moved since the plan. */
export async function checkpoint(route53: Route53, plan: ProviderPlan, signal: AbortSignal): Promise<Checkpoint> {
  const write = readWrite(plan);
  const pair = await readPair(route53, signal);
  if (!write.imprints.includes(imprint(pair)) && !isAt(pair, write)) throw movedOn(route53, pair);
  const weights = isAt(pair, write) ? write.from : weightsOf(pair);
  return {
    id: idOf(route53.config, weights),
    evidence: `${route53.config.name} was at ${sharesOf(route53.config, weights)}.`,
    data: { weights },
  };
}

/** Whether the records are at the target of a write, by whomever. */
export const isAt = (pair: Pair, { target }: Route53Write): boolean => isSameShare(weightsOf(pair), target);

export function movedOn({ config }: Route53, pair: Pair): ProviderError {
  return new ProviderError(
    'conflict',
    `Somebody changed the records of ${config.name} after this plan was made (${sharesOf(config, weightsOf(pair))} now): look at them, then make a new plan.`,
  );
}
