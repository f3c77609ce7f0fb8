import { activeRun } from '../queries';
import type { IncidentState, RunState } from '../state';
import { type EventHandlers, unchanged } from './handlers';
import { enterExecution, enterPhase, enterVerification, leaveCommunication } from './phase';

/** An ended run makes room for the next one. */
function replaceRun(state: IncidentState, run: RunState | null): IncidentState {
  return { ...state, run, pastRuns: state.run ? [...state.pastRuns, state.run] : state.pastRuns };
}

function patchRun(state: IncidentState, runId: string, patch: (run: RunState) => RunState): IncidentState {
  return state.run?.id === runId ? { ...state, run: patch(state.run) } : state;
}

/** Codes that speak against the target itself; the others are about access and networks. */
const TARGET_FAULTS: ReadonlySet<string> = new Set(['failed', 'invalid_target']);

function failedByAbort(run: RunState): IncidentState['failedTargets'] {
  const failed = new Set(run.steps.filter((s) => s.failure && TARGET_FAULTS.has(s.failure.code)).map((s) => s.id));
  return run.targets
    .filter((target) => failed.has(target.stepId) && !target.action)
    .map((target) => ({ componentId: target.componentId, revisionId: target.to.id }));
}

function endAborted(state: IncidentState, runId: string, reason: string, at: string): IncidentState {
  const run = activeRun(state);
  if (run?.id !== runId) return state;
  return {
    ...state,
    run: { ...run, status: 'aborted', endedAt: at, abortReason: reason },
    failedTargets: [...state.failedTargets, ...failedByAbort(run)],
  };
}

function triedTargets(state: IncidentState): IncidentState['failedTargets'] {
  if (state.run === null) return [];
  const skipped = new Set(state.run.steps.filter((step) => step.status === 'skipped').map((step) => step.id));
  const planned = state.run.targets
    .filter((target) => !skipped.has(target.stepId) && !target.action)
    .map((target) => ({ componentId: target.componentId, revisionId: target.to.id }));
  const { adopted } = state.run;
  return adopted ? [...planned, { componentId: adopted.componentId, revisionId: adopted.revision.id }] : planned;
}

export const runHandlers = {
  'glass.broken': (state, data, { at, by }) =>
    leaveCommunication({ ...state, glass: [...state.glass, { rule: data.rule, reason: data.reason, by, at }] }, at),
  'run.started': (state, data, { at, by }) => {
    const steps = state.plan?.steps ?? [];
    const started = replaceRun(state, {
      id: data.runId,
      planId: data.planId,
      status: 'running',
      startedAt: at,
      startedBy: by,
      steps: steps.map(({ id, wave, action, bringsBack, whileStopped }, index) => ({
        id,
        wave: wave ?? index,
        status: 'planned',
        ...(action ? { action } : {}),
        ...(bringsBack ? { bringsBack } : {}),
        ...(whileStopped ? { whileStopped } : {}),
      })),
      targets: steps.map(({ id, componentId, componentName, from, to, action }) => ({
        stepId: id,
        componentId,
        componentName,
        from,
        to,
        ...(action ? { action } : {}),
      })),
    });
    return enterExecution({ ...started, objection: null }, at);
  },
  'freeze.passed': unchanged,
  'objection.opened': (state, { hash, until }, { at, actor }) => ({
    ...state,
    objection: {
      hash,
      openedBy: { id: actor.kind === 'person' ? actor.id : '', name: actor.name },
      openedAt: at,
      until,
      raised: null,
    },
  }),
  'objection.raised': (state, { reason }, { at, by }) =>
    state.objection ? { ...state, objection: { ...state.objection, raised: { by, reason, at } } } : state,
  'run.adopted': (state, data, { at, by }) => {
    const { componentId, revision } = data.target;
    const adopted = replaceRun(state, {
      id: data.runId,
      status: 'finished',
      startedAt: at,
      startedBy: by,
      endedAt: at,
      adopted: { componentId, revision, reason: data.reason },
      steps: [],
      targets: [],
    });
    return enterVerification(adopted, at);
  },
  'run.pause_requested': (state, { runId, cause, detail }) =>
    patchRun(state, runId, (run) => ({
      ...run,
      status: 'pausing',
      ...(cause ? { pausedBecause: { cause, detail: detail ?? '' } } : {}),
    })),
  'run.paused': (state, data) =>
    patchRun(state, data.runId, (run) => ({
      ...run,
      status: 'paused',
      pausedBecause: { cause: data.cause, detail: data.detail },
    })),
  'run.resumed': (state, data, { at }) =>
    patchRun(state, data.runId, ({ pausedBecause: _pausedBecause, ...run }) => ({
      ...run,
      status: 'running',
      resumedAt: at,
    })),
  'run.abort_requested': (state, data) =>
    patchRun(state, data.runId, ({ pausedBecause: _pausedBecause, ...run }) => ({
      ...run,
      status: 'aborting',
      abortReason: data.reason,
    })),
  'run.aborted': (state, data, { at }) => endAborted(state, data.runId, data.reason, at),
  'run.taken_over': (state, data, { at }) => endAborted(state, data.runId, data.reason, at),
  'run.finished': (state, data, { at }) =>
    activeRun(state)?.id === data.runId
      ? enterVerification(
          patchRun(state, data.runId, (run) => ({ ...run, status: 'finished', endedAt: at })),
          at,
        )
      : state,
  'verification.failed': (state, _data, { at }) => {
    const failedTargets = [...state.failedTargets, ...triedTargets(state)];
    const back = replaceRun({ ...state, failedTargets, plan: null, convergedAt: null, windowStartedAt: null }, null);
    return enterPhase(back, 'execution', at);
  },
} satisfies Partial<EventHandlers>;
