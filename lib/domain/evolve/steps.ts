import type { IncidentState, StepState } from '../state';
import { type EventHandlers, patchWhere } from './handlers';

function patchStep(
  state: IncidentState,
  { runId, stepId }: { runId: string; stepId: string },
  patch: (step: StepState) => StepState,
): IncidentState {
  if (state.run?.id !== runId) return state;
  const steps = patchWhere(state.run.steps, (step) => step.id === stepId, patch);
  return { ...state, run: { ...state.run, steps } };
}

export const stepHandlers = {
  'step.checkpointed': (state, data, { at }) =>
    patchStep(state, data, (step) => ({
      ...step,
      status: 'checkpointed',
      checkpointedAt: at,
      checkpoint: { id: data.checkpointId, evidence: data.evidence, data: data.checkpoint },
    })),
  'step.intended': (state, data, { at }) =>
    patchStep(state, data, (step) => ({
      ...step,
      status: 'intended',
      key: data.key,
      intendedAt: at,
      greenBefore: data.green ?? [],
    })),
  'step.requested': (state, data, { at }) =>
    patchStep(state, data, (step) => ({
      ...step,
      status: 'requested',
      requestedAt: at,
      operation: { id: data.operationId, evidence: data.evidence, data: data.operation },
    })),
  'step.converged': (state, data, { at }) =>
    patchStep(state, data, (step) => ({ ...step, status: 'converged', convergedAt: at, evidence: data.evidence })),
  'step.observed': (state, data, { at }) =>
    patchStep(state, data, (step) => ({
      ...step,
      status: data.healthy ? 'healthy' : 'unhealthy',
      observedAt: at,
      healthy: data.healthy,
      evidence: data.evidence,
    })),
  'step.hold_ended': (state, data, { at }) => patchStep(state, data, (step) => ({ ...step, holdEndedAt: at })),
  'step.failed': (state, data, { at }) =>
    patchStep(state, data, (step) => ({
      ...step,
      status: 'failed',
      failure: { code: data.code, error: data.error, retryable: data.retryable, at },
    })),
  /** The checkpoint and the key stay: a retry asks the provider what the first attempt did. */
  'step.retried': (state, data, { at }) =>
    patchStep(state, data, ({ failure: _failure, operation: _operation, requestedAt: _requestedAt, ...step }) => ({
      ...step,
      status: step.checkpoint ? 'checkpointed' : 'planned',
      retriedAt: at,
    })),
  'step.skipped': (state, data) =>
    patchStep(state, data, (step) => ({ ...step, status: 'skipped', skippedBecause: data.reason })),
  /** The run that it belonged to has ended. */
  'step.undone': (state, { runId, stepId }) => ({
    ...state,
    pastRuns: patchWhere(
      state.pastRuns,
      (run) => run.id === runId,
      (run) => ({
        ...run,
        steps: patchWhere(
          run.steps,
          (step) => step.id === stepId,
          (step) => ({ ...step, status: 'undone' }),
        ),
      }),
    ),
  }),
} satisfies Partial<EventHandlers>;
