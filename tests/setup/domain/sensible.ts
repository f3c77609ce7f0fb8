import type { Command } from '@/lib/domain/command';
import type { Actor } from '@/lib/domain/facts';
import { activeRun, isUnderWay } from '@/lib/domain/queries';
import type { FollowUpState, IncidentState, RunState, StepState, StepStatus } from '@/lib/domain/state';
import { plan, step } from './facts';
import { ADA, LEA, MAX, SAMPLER, WORKER } from './people';

type Move = [Command, Actor];

/** What people and workers would do next, so that random sequences also reach the far end of an incident. */
export function sensible(state: IncidentState, turn: number): Move {
  const run = activeRun(state);
  const [restore] = state.followUps.flatMap(restoring);
  if (restore && !run && turn % 3 === 0) return restore;
  const [look] = state.followUps.flatMap(lookedAt);
  if (look && turn % 7 === 0) return look;
  const { objection } = state;
  if (objection && !objection.raised && turn === 9)
    return [{ type: 'objection.raise', hash: objection.hash, reason: 'wait' }, MAX];
  if (state.status === 'closed') return afterwards(state, turn);
  if (run) return inRun(state, run, turn);
  const moves = BY_PHASE[state.phase](state, turn);
  return moves[turn % moves.length] as Move;
}

const BY_PHASE: Record<IncidentState['phase'], (state: IncidentState, turn: number) => Move[]> = {
  evaluation: (state) => towardsRun(state),
  communication: (state) => towardsRun(state),
  execution: (state) =>
    state.decision?.decision === 'fix_forward' ? [[{ type: 'fix.apply', note: '' }, LEA]] : towardsRun(state),
  verification: () => [
    [{ type: 'check.record', checkId: 'health', verdict: 'pass', observed: '' }, SAMPLER],
    [{ type: 'check.answer', checkId: 'login', verdict: 'pass', note: '' }, LEA],
    [{ type: 'recovery.hold' }, SAMPLER],
    [{ type: 'recovery.hold' }, SAMPLER],
    [{ type: 'verification.fail', reason: 'red' }, LEA],
  ],
  debrief: (state) => [
    [
      {
        type: 'message.mark_sent',
        messageId: `end-${state.lastSeq}`,
        kind: 'end',
        locale: 'en',
        body: 'b',
        where: 'w',
      },
      LEA,
    ],
    [{ type: 'postmortem.draft', digest: 'd' }, SAMPLER],
    ...state.followUps.map(
      ({ id }): Move => [
        { type: 'followup.assign', followUpId: id, owner: { id: 'rob', name: 'Rob' }, dueAt: null },
        LEA,
      ],
    ),
    [{ type: 'incident.close' }, LEA],
  ],
};

function restoring({ id, done, restores, restoring: asked, restoreFailure }: FollowUpState): Move[] {
  if (!restores || done) return [];
  if (!asked) return [[{ type: 'followup.restore', followUpId: id }, LEA]];
  return restoreFailure === undefined && Number(id.split('-').at(-1)) % 2 === 0
    ? [[{ type: 'followup.record_restore_failure', followUpId: id, error: 'no' }, WORKER]]
    : [[{ type: 'followup.record_restored', followUpId: id, evidence: 'on' }, WORKER]];
}

function lookedAt({ id, done, step, checking }: FollowUpState): Move[] {
  if (!step || done) return [];
  if (!checking) return [[{ type: 'followup.check', followUpId: id }, LEA]];
  return [
    [
      { type: 'followup.record_check', followUpId: id, done: Number(id.split('-').at(-1)) % 2 === 0, evidence: 'seen' },
      WORKER,
    ],
  ];
}

/** What becomes of the post-mortem once the incident is closed. */
function afterwards({ postmortem }: IncidentState, turn: number): Move {
  const version = Math.max(1, postmortem?.savedVersion ?? 0);
  const moves: Move[] = [
    [{ type: 'postmortem.submit', version }, LEA],
    [{ type: 'postmortem.return', reason: 'no cause' }, ADA],
    [{ type: 'postmortem.classify', cause: 'code', tags: ['payments'], beganAt: null }, LEA],
    [{ type: 'postmortem.publish', version }, ADA],
    [{ type: 'postmortem.reopen', reason: 'more to say' }, ADA],
  ];
  return moves[turn % moves.length] as Move;
}

const leaving = step({
  followUps: [{ kind: 'restore_automation', text: 'Restore it', restores: true, verifiable: true }],
});
const canary = step({ action: 'canary', holdMs: 60_000 });
const BROKEN = [{ rule: 'objection' as const, reason: 'no time' }];

function towardsRun(state: IncidentState): Move[] {
  const hash = state.plan?.hash ?? 'hash-1';
  const planId = state.plan?.id ?? 'plan-1';
  const current = Object.fromEntries(state.plan?.steps.map((step) => [step.componentId, step.from.id]) ?? []);
  const readAt = state.lastAt;
  const ended = (state.run ?? state.pastRuns.at(-1))?.id;
  const runId = `run-${state.lastSeq}`;
  return [
    [
      {
        type: 'plan.record',
        plan: plan(
          ended
            ? { steps: [step({ undoOf: { runId: ended, stepId: 'step-1' } })] }
            : { steps: [state.lastSeq % 3 === 0 ? canary : leaving] },
        ),
      },
      LEA,
    ],
    [{ type: 'message.send', messageId: `start-${state.lastSeq}`, kind: 'start', locale: 'en', body: 'b' }, LEA],
    [{ type: 'plan.acknowledge', planId, hash }, LEA],
    [{ type: 'plan.approve', planId, hash }, MAX],
    [{ type: 'objection.open', planId, hash }, LEA],
    [{ type: 'run.start', runId, planId, hash, glass: [], current, readAt }, LEA],
    [{ type: 'objection.raise', hash, reason: 'wait' }, MAX],
    [{ type: 'run.start', runId, planId, hash, glass: BROKEN, current, readAt }, LEA],
  ];
}

const SETTLED: readonly StepStatus[] = ['converged', 'healthy', 'unhealthy', 'skipped'];

function inRun(state: IncidentState, run: RunState, turn: number): Move {
  const { id: runId, status } = run;
  const ref = { runId, fence: 1 };
  if (status === 'aborting') return [{ type: 'run.settle_abort', ...ref, evidence: '' }, WORKER];
  const begun = run.steps.find(isUnderWay);
  if (begun?.action === 'canary' && begun.status === 'converged' && turn % 2 === 0 && !begun.holdEndedAt)
    return [{ type: 'step.end_hold', runId, stepId: begun.id }, LEA];
  if (status === 'pausing' && !begun) return [{ type: 'run.settle_pause', ...ref }, WORKER];
  if (begun?.status === 'converged' && status === 'pausing') return observed(runId, begun, turn);
  const step = run.steps.find((candidate) => !SETTLED.includes(candidate.status));
  if (status === 'paused') return whilePaused(state, run, step, turn);
  if (turn === 8) return [{ type: 'run.pause', runId }, LEA];
  return step ? onStep(step, { ...ref, stepId: step.id }, turn) : afterSteps(run, turn);
}

function whilePaused(state: IncidentState, run: RunState, step: StepState | undefined, turn: number): Move {
  const { id: runId } = run;
  if (turn === 9) {
    const by = { byIncidentId: 'other', byClass: 'urgent', byCommanderId: MAX.id } as const;
    return [{ type: 'run.release', runId, ...by, reason: state.title }, MAX];
  }
  if (step?.status !== 'failed') return [{ type: 'run.resume', runId }, LEA];
  return turn % 2 === 0
    ? [{ type: 'step.retry', runId, stepId: step.id }, LEA]
    : [{ type: 'step.skip', runId, stepId: step.id, reason: '' }, LEA];
}

function onStep(step: StepState, at: { runId: string; fence: number; stepId: string }, turn: number): Move {
  if (turn === 7) return [{ type: 'step.fail', ...at, code: 'failed', error: 'no', retryable: false }, WORKER];
  if (step.status === 'intended') {
    return [{ type: 'step.request', ...at, operationId: `o${turn}`, evidence: '', operation: {} }, WORKER];
  }
  if (step.status === 'requested') return [{ type: 'step.converge', ...at, evidence: '' }, WORKER];
  if (step.status === 'planned' && turn % 2 === 0) {
    return [{ type: 'step.checkpoint', ...at, checkpointId: 'c', evidence: '', checkpoint: {} }, WORKER];
  }
  return [{ type: 'step.intend', ...at, key: 'k' }, WORKER];
}

function observed(runId: string, step: StepState, turn: number): Move {
  const red = turn > 4 ? [] : ['health'];
  return [{ type: 'step.observe', runId, fence: 1, stepId: step.id, healthy: turn > 4, evidence: '', red }, WORKER];
}

function afterSteps({ id: runId, steps }: RunState, turn: number): Move {
  const converged = steps.find(({ status }) => status === 'converged');
  return converged && turn > 3 ? observed(runId, converged, turn) : [{ type: 'run.finish', runId, fence: 1 }, WORKER];
}
