import type { Actor, Plan, PlanStep } from '@/lib/domain/facts';
import { planHash } from '@/lib/domain/plan-hash';
import { activeRun } from '@/lib/domain/queries';
import { sha256 } from '@/lib/incidents/record-plan';
import { WORKER } from './cast';
import { message } from './message';
import type { Play } from './play';
import type { Random } from './random';
import type { Plot } from './story';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

type PersonActor = Extract<Actor, { kind: 'person' }>;

/** Who works on an incident; `second` is who approves what is not urgent. */
export interface Crew {
  commander: PersonActor;
  responder: PersonActor;
  second: PersonActor;
}

/** How long a platform takes to put one component back. */
const CONVERGES_MS: Record<string, number> = {
  kubernetes: 45 * SECOND,
  ecs: 2.5 * MINUTE,
  vercel: 12 * SECOND,
  compose: 20 * SECOND,
  git: 3 * MINUTE,
};

interface Attempt {
  crew: Crew;
  steps: PlanStep[];
  attempt: number;
}

/** Plans, tells people, and runs one rollback to its end. */
export function roll(random: Random, play: Play, plot: Plot, { crew, steps, attempt }: Attempt): void {
  const plan: Plan = {
    id: `${plot.id}-plan-${attempt}`,
    hash: planHash(steps, sha256),
    documentDigest: sha256(plot.id),
    steps,
    readAt: play.now,
  };
  play.wait(4 * SECOND).tell({ type: 'plan.record', plan }, crew.commander);
  const seen = { planId: plan.id, hash: plan.hash };
  if (plot.class !== 'urgent') {
    play.wait(random.around(2 * MINUTE)).tell({ type: 'plan.approve', ...seen }, crew.second);
  }
  play.wait(random.around(20 * SECOND)).tell({ type: 'plan.acknowledge', ...seen }, crew.commander);
  if (attempt === 1) message(play, plot, 'start', crew);
  const runId = `${plot.id}-run-${attempt}`;
  const current = Object.fromEntries(steps.map(({ componentId, from }) => [componentId, from.id]));
  play.tell({ type: 'run.start', runId, ...seen, glass: [], current, readAt: play.now }, crew.commander);
  for (const step of steps) drive(random, play, { runId, step, crew });
  play.wait(SECOND).tell({ type: 'run.finish', runId, fence: 1 }, WORKER);
}

function drive(random: Random, play: Play, at: { runId: string; step: PlanStep; crew: Crew }): void {
  const { runId, step, crew } = at;
  const ref = { runId, fence: 1, stepId: step.id };
  ask(play, ref);
  play.wait(random.around(CONVERGES_MS[step.provider] ?? MINUTE));
  if (random.chance(0.06)) {
    const error = 'The platform did not answer in time';
    play.tell({ type: 'step.fail', ...ref, code: 'timeout', error, retryable: true }, WORKER);
    play.wait(random.around(40 * SECOND)).tell({ type: 'step.retry', runId, stepId: step.id }, crew.commander);
    ask(play, ref);
    play.wait(random.around(30 * SECOND));
  }
  play.tell({ type: 'step.converge', ...ref, evidence: step.to.label }, WORKER);
  if (activeRun(play.state)) play.tell({ type: 'step.observe', ...ref, healthy: true, evidence: '' }, WORKER);
}

function ask(play: Play, ref: { runId: string; fence: number; stepId: string }): void {
  const key = `${ref.runId}:${ref.stepId}`;
  play.wait(SECOND).tell({ type: 'step.intend', ...ref, key }, WORKER);
  const operationId = `${key}:${play.log.length}`;
  play.wait(SECOND).tell({ type: 'step.request', ...ref, operationId, evidence: '', operation: {} }, WORKER);
}
