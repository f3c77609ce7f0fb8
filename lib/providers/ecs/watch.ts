import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from '@aws-sdk/client-ecs';
import type { Notice, Operation, Progress } from '../contract';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { describeDeployment } from './in-flight';
import { readService, type ServiceState } from './service';
import { labelOf } from './task-definition';
import { createStopReader, readTasks, type Stop, stopOf, stopText } from './tasks';
import { judge, operationSchema, provenBy, type Started, type Verdict } from './verdict';

/** ECS has no watch. Two calls a look: far below the rate that Amazon allows for reads. */
const EVERY_MS = 1_000;

/**
 * Follows the deployment until it is proven: see `judge` and `provenBy`. Errors: ProviderError `failed` when Amazon
 * gave up on it, took it back or did not end it in time, `conflict` when another one replaced it, those of the calls.
 */
export async function* watch(ecs: Ecs, operation: Operation, signal: AbortSignal): AsyncGenerator<Progress> {
  const started = operationSchema.parse(operation.data);
  const readStops = createStopReader(ecs);
  let trouble: Stop | undefined;
  for (;;) {
    // Read first: a rollback that ends between the two has its service at the target by the second.
    const stopped = started.stopped === undefined ? null : await describeDeployment(ecs, started.stopped, signal);
    const state = await readService(ecs, signal);
    trouble = troubleIn(await readStops(signal), started, state) ?? trouble;
    const verdict = judge(started, state, stopped);
    refuse(ecs, started, verdict, trouble);
    const proof = verdict.kind === 'settled' ? await proofOf(ecs, started, state, signal) : null;
    if (proof !== null) {
      yield { kind: 'converged', evidence: proof };
      return;
    }
    yield progressOf(started, state, verdict, trouble);
    refuseLate(ecs, started, trouble);
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function proofOf(ecs: Ecs, started: Started, state: ServiceState, signal: AbortSignal): Promise<string | null> {
  const { primary, service } = state;
  const desired = service.desiredCount ?? 0;
  const tasks = await readTasks(ecs, 'RUNNING', signal);
  if (!provenBy(tasks, started.target, desired)) return null;
  if (started.restart && !tasks.every(({ startedBy }) => startedBy === started.deploymentId)) return null;
  const digests = new Set(
    tasks.flatMap(({ containers }) => (containers ?? []).flatMap((each) => each.imageDigest ?? [])),
  );
  const images = digests.size === 0 ? '' : `, image ${[...digests].join(', ')}`;
  return `Deployment ${primary.id} is complete: ${tasks.length} of ${desired} tasks run ${labelOf(started.target)}${images}.`;
}

function progressOf(
  started: Started,
  { service, primary }: ServiceState,
  verdict: Verdict,
  trouble: Stop | undefined,
): Progress {
  const ours = primary.taskDefinition === started.target;
  const total = Math.max(service.desiredCount ?? 0, 1);
  const done = ours ? Math.min(primary.runningCount ?? 0, total) : 0;
  const event = service.events?.find(({ createdAt }) => (createdAt?.getTime() ?? 0) >= Date.parse(started.startedAt));
  const params = { done, wanted: service.desiredCount ?? 0, label: labelOf(started.target) };
  return { kind: 'progress', done, total, ...saidOf(params, verdict, trouble, event?.message) };
}

/** How many tasks run the target, and the most telling thing beside it. */
function saidOf(
  params: { done: number; wanted: number; label: string },
  verdict: Verdict,
  trouble: Stop | undefined,
  event: string | undefined,
): Notice {
  const text = `${params.done} of ${params.wanted} tasks run ${params.label}`;
  if (trouble)
    return { code: 'deploying_stopped', params: { ...params, ...trouble }, text: `${text} · ${stopText(trouble)}` };
  const waitsFor = verdict.kind === 'going_on' && verdict.waitsFor;
  if (waitsFor === 'sight')
    return { code: 'deploying_unseen', params, text: `${text} · Amazon does not show this deployment yet` };
  if (waitsFor === 'stop')
    return { code: 'deploying_later', params, text: `${text} · Amazon is stopping the deployment under way` };
  if (event) return { code: 'deploying_said', params: { ...params, event }, text: `${text} · ${event}` };
  return { code: 'deploying', params, text };
}

/** Why the last of our own tasks stopped, unless Amazon took it away to scale, as it does with a version that leaves. */
function troubleIn(stops: Task[], started: Started, { primary }: ServiceState): Stop | undefined {
  const id = started.deploymentId ?? (primary.taskDefinition === started.target ? primary.id : '');
  const ours = stops.filter(
    ({ startedBy, stoppedReason = '' }) => startedBy === id && !stoppedReason.startsWith('Scaling activity'),
  );
  const latest = ours.sort((a, b) => (a.stoppedAt?.getTime() ?? 0) - (b.stoppedAt?.getTime() ?? 0)).at(-1);
  return latest && stopOf(latest);
}

function refuse(ecs: Ecs, { target }: Started, verdict: Verdict, trouble: Stop | undefined): void {
  const cause = causeOf(trouble);
  switch (verdict.kind) {
    case 'taken_back':
      throw new ProviderError(
        'failed',
        `Amazon gave up on ${labelOf(target)} and put ${ecs.name} back to ${verdict.why}.${cause} Choose another target.`,
      );
    case 'failed':
      throw new ProviderError(
        'failed',
        `Amazon failed to bring ${ecs.name} to ${labelOf(target)}: ${verdict.why}.${cause} Choose another target.`,
      );
    case 'replaced':
      throw new ProviderError(
        'conflict',
        `Another deployment took the place of this one: ${ecs.name} goes to ${verdict.why}. Look at who deployed it, then make a new plan.`,
      );
  }
}

const causeOf = (trouble: Stop | undefined): string => (trouble ? ` ${stopText(trouble)}.` : '');

/** The circuit breaker may never count a failure (aws/containers-roadmap#1206): somebody has to decide. */
function refuseLate(ecs: Ecs, started: Started, trouble: Stop | undefined): void {
  const { convergeSeconds } = ecs.config;
  if (ecs.clock().getTime() - Date.parse(started.startedAt) < convergeSeconds * 1_000) return;
  throw new ProviderError(
    'failed',
    `After ${convergeSeconds} seconds ${ecs.name} is still not on ${labelOf(started.target)}.${causeOf(trouble)} Amazon keeps trying until something else is deployed.`,
  );
}
