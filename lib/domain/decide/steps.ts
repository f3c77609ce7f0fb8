import type { Refusal } from '../context';
import type { EventBody } from '../event';
import { refusal } from '../policy';
import { isSettled, isUnderWay } from '../queries';
import type { IncidentState, StepState, StepStatus } from '../state';
import type { PauseCause } from '../words';
import { type CommandHandlers, followUpId, type Outcome, stepOf } from './handlers';

interface StepRef {
  runId: string;
  stepId: string;
}

/** The step, when it is its turn and it stands where it must; the waves of a plan go one after the other. */
function ready(state: IncidentState, ref: StepRef, ...from: StepStatus[]): StepState | Refusal {
  const step = stepOf(state, ref);
  if (!step) return refusal('step_unknown');
  const earlier = state.run?.steps.filter(({ wave }) => wave < step.wave) ?? [];
  if (!earlier.every(isSettled)) return refusal('earlier_step_unfinished');
  return from.includes(step.status) ? step : refusal('step_not_ready', { status: step.status });
}

function when(found: StepState | Refusal, then: (step: StepState) => Outcome): Outcome {
  return 'status' in found ? then(found) : found;
}

/**
 * What steps leave behind for somebody to do: all of it once they have converged; once they were given up, what they may
 * have taken already and one press gives back.
 */
function followUpsOf(
  state: IncidentState,
  runId: string,
  stepIds: readonly string[],
  left: 'converged' | 'given_up',
): EventBody[] {
  const planned = stepIds.flatMap((stepId) => {
    const step = state.plan?.steps.find(({ id }) => id === stepId);
    return step?.followUps.map((followUp) => ({ stepId, provider: step.provider, ...followUp })) ?? [];
  });
  return planned
    .filter(({ restores }) => left === 'converged' || restores)
    .map(({ stepId, provider, kind, text, code, params, restores, verifiable }, index) => ({
      type: 'followup.opened',
      data: {
        followUpId: followUpId(state, index + 1),
        kind,
        text,
        ...(code === undefined ? {} : { code: `${provider}:${code}` }),
        ...(params ? { params } : {}),
        ...(restores ? { restores: { runId, stepId } } : {}),
        ...(verifiable ? { step: { runId, stepId } } : {}),
      },
    }));
}

const mayHaveWritten = ({ checkpoint, intendedAt, convergedAt }: StepState): boolean =>
  checkpoint !== undefined && intendedAt !== undefined && convergedAt === undefined;

/** What a run that ends early may have taken without having seen it: nobody has to remember it. */
export function leftBehind(state: IncidentState, runId: string): EventBody[] {
  // Skipped ones have left it behind already.
  const begun = state.run?.steps.filter((step) => mayHaveWritten(step) && step.status !== 'skipped') ?? [];
  return followUpsOf(
    state,
    runId,
    begun.map(({ id }) => id),
    'given_up',
  );
}

/** A step that never began took nothing that another one would have to bring back. */
function skip(state: IncidentState, { id: stepId, ...step }: StepState, runId: string, reason: string): EventBody[] {
  const skipped: EventBody = { type: 'step.skipped', data: { runId, stepId, reason } };
  if (mayHaveWritten({ id: stepId, ...step })) return [skipped, ...followUpsOf(state, runId, [stepId], 'given_up')];
  const back = state.run?.steps.find(({ bringsBack, status }) => bringsBack === stepId && status === 'planned');
  return back ? [skipped, { type: 'step.skipped', data: { runId, stepId: back.id, reason } }] : [skipped];
}

/** A step that was decided upon lets the run go on, unless a person paused it or another failed step waits. */
function goOn(state: IncidentState, { runId, stepId }: StepRef): EventBody[] {
  const waits = state.run?.steps.some(({ id, status }) => id !== stepId && status === 'failed');
  return waits || state.run?.pausedBecause?.cause === 'person' ? [] : [{ type: 'run.resumed', data: { runId } }];
}

/** The run stands still once the steps beside this one have come to their end; for a person where one asked before. */
function pauseAfter(state: IncidentState, ref: StepRef, why: PauseCause, what: string): EventBody {
  const { runId, stepId } = ref;
  const asked = state.run?.status === 'pausing' && (state.run.pausedBecause?.cause ?? 'person') === 'person';
  const [cause, detail] = asked ? (['person', ''] as const) : [why, what];
  const others = state.run?.steps.some((step) => step.id !== stepId && isUnderWay(step));
  return others
    ? { type: 'run.pause_requested', data: { runId, cause, detail } }
    : { type: 'run.paused', data: { runId, cause, detail } };
}

/** A restart turns checks red, so one look only warns; an urgent rollback goes on whatever they say, but for a canary: that is what it is for. */
function pauseOnRed(state: IncidentState, step: StepState, runId: string, red: readonly string[]): EventBody[] {
  const isLast = state.run?.steps.every((other) => other.id === step.id || isSettled(other));
  const isCanary = step.action === 'canary';
  // Of a canary, the worker has told those that turned from those that were red all along.
  const turned = state.checks.filter(({ id }) => red.includes(id) && (isCanary || step.greenBefore?.includes(id)));
  if ((state.class === 'urgent' && !isCanary) || isLast || turned.length === 0 || state.run?.status !== 'running')
    return [];
  return [pauseAfter(state, { runId, stepId: step.id }, 'checks', turned.map(({ name }) => name).join(', '))];
}

/** The steps that went the rest of the way after a canary: its checkpoint is from before them all. */
function goneOnAfter(state: IncidentState, { runId, stepId }: StepRef): string[] {
  const run = [...state.pastRuns, ...(state.run ? [state.run] : [])].find(({ id }) => id === runId);
  const canary = run?.targets.find((target) => target.stepId === stepId && target.action === 'canary');
  if (!run || !canary) return [];
  const rest = run.targets.filter(({ componentId, action }) => componentId === canary.componentId && !action);
  return rest.flatMap(({ stepId: id }) => {
    const step = run.steps.find((one) => one.id === id);
    return step?.operation && step.status !== 'undone' ? [id] : [];
  });
}

/** What a step takes back, and with it what was left to restore. */
function undoneBy(state: IncidentState, { runId, stepId }: StepRef): EventBody[] {
  const { undoOf, bringsBack } = state.plan?.steps.find(({ id }) => id === stepId) ?? {};
  const source = undoOf?.stepId ?? bringsBack;
  const restored = state.followUps.filter(({ done, restores }) => !done && source && restores?.stepId === source);
  const undone = (undoOf ? [undoOf.stepId, ...goneOnAfter(state, undoOf)] : []).map(
    (id): EventBody => ({
      type: 'step.undone',
      data: { runId: undoOf?.runId ?? '', stepId: id, byRunId: runId, byStepId: stepId },
    }),
  );
  return [
    ...undone,
    ...restored.map(({ id }): EventBody => ({ type: 'followup.resolved', data: { followUpId: id, done: true } })),
  ];
}

const UNFINISHED: StepStatus[] = ['planned', 'checkpointed', 'intended', 'requested'];

export const stepCommands = {
  'step.checkpoint': (state, { runId, stepId, checkpointId, evidence, checkpoint }) =>
    when(ready(state, { runId, stepId }, 'planned', 'checkpointed'), (step) =>
      step.checkpoint?.id === checkpointId
        ? []
        : [{ type: 'step.checkpointed', data: { runId, stepId, checkpointId, evidence, checkpoint } }],
    ),
  /** The key stays while the intent stands: it is what makes a repeated write harmless. */
  'step.intend': (state, { runId, stepId, key }) => {
    const step = ready(state, { runId, stepId }, 'planned', 'checkpointed', 'intended');
    if (!('status' in step)) return step;
    const green = state.checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    if (step.status !== 'intended') return [{ type: 'step.intended', data: { runId, stepId, key, green } }];
    return step.key === key ? [] : refusal('step_not_ready', { status: step.status });
  },
  'step.request': (state, { runId, stepId, operationId, evidence, operation }) =>
    when(ready(state, { runId, stepId }, 'intended', 'requested'), (step) =>
      step.operation?.id === operationId
        ? []
        : [{ type: 'step.requested', data: { runId, stepId, operationId, evidence, operation } }],
    ),
  /** Without a request: the platform was at the target already. */
  'step.converge': (state, { runId, stepId, evidence }) =>
    when(ready(state, { runId, stepId }, ...UNFINISHED, 'converged'), (step) =>
      step.status === 'converged'
        ? []
        : [
            { type: 'step.converged', data: { runId, stepId, evidence } },
            ...undoneBy(state, { runId, stepId }),
            ...followUpsOf(state, runId, [stepId], 'converged'),
          ],
    ),
  'step.observe': (state, { runId, stepId, healthy, evidence, red = [] }) =>
    when(ready(state, { runId, stepId }, 'converged', 'healthy', 'unhealthy'), (step) => [
      { type: 'step.observed', data: { runId, stepId, healthy, evidence } },
      ...pauseOnRed(state, step, runId, red),
    ]),
  /** Ends the run's attempt: a person retries, skips or aborts. */
  'step.fail': (state, { runId, stepId, code, error, retryable }) =>
    when(ready(state, { runId, stepId }, ...UNFINISHED), () => [
      { type: 'step.failed', data: { runId, stepId, code, error, retryable } },
      state.run?.status === 'aborting'
        ? { type: 'run.paused', data: { runId, cause: 'abort_failed', detail: error } }
        : pauseAfter(state, { runId, stepId }, code === 'timeout' ? 'deadline' : 'step_failed', error),
    ]),
  /** The worker sees it, looks once more, and says how it looks. */
  'step.end_hold': (state, { runId, stepId }) =>
    when(ready(state, { runId, stepId }, 'converged'), (step) => {
      if (step.action !== 'canary') return refusal('step_not_ready', { status: step.status });
      return step.holdEndedAt ? [] : [{ type: 'step.hold_ended', data: { runId, stepId } }];
    }),
  'step.retry': (state, { runId, stepId }) =>
    when(ready(state, { runId, stepId }, 'failed'), () => [
      { type: 'step.retried', data: { runId, stepId } },
      ...goOn(state, { runId, stepId }),
    ]),
  'step.skip': (state, { runId, stepId, reason }) =>
    when(ready(state, { runId, stepId }, ...UNFINISHED, 'failed'), (step) => [
      ...skip(state, step, runId, reason),
      ...goOn(state, { runId, stepId }),
    ]),
} satisfies Partial<CommandHandlers>;
