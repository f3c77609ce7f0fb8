import type { EventType, IncidentEvent } from '@/lib/domain/event';
import type { Plan } from '@/lib/domain/facts';

/** Events that teach something about a revision, or say which revisions a run aims at. */
export const VERDICT_EVENTS = [
  'plan.prepared',
  'run.started',
  'run.adopted',
  'run.aborted',
  'step.skipped',
  'step.failed',
  'fix.applied',
  'verification.failed',
  'recovery.held',
  'recovery.declared',
] as const satisfies EventType[];

/** Events after which the projection must be made anew. */
const TEACHING: ReadonlySet<string> = new Set([
  'step.failed',
  'verification.failed',
  'recovery.held',
  'recovery.declared',
] satisfies EventType[]);
export const teaches = (events: IncidentEvent[]) => events.some(({ type }) => TEACHING.has(type));

export interface LearnedVerdict {
  componentId: string;
  revisionId: string;
  /** `good` was measured over the whole window; `declared` is one person's word and counts less. */
  verdict: 'good' | 'declared' | 'failed';
  at: string;
}

interface Target {
  stepId: string | null;
  componentId: string;
  revisionId: string;
}

/** What one incident taught about revisions, from its events in order; the newest word on a revision stands. */
export function learnVerdicts(events: IncidentEvent[]): LearnedVerdict[] {
  const plans = new Map<string, Plan>();
  const learned = new Map<string, LearnedVerdict>();
  let targets: Target[] = [];
  const learn = (verdict: LearnedVerdict['verdict'], at: string, about: Target[]) => {
    for (const { componentId, revisionId } of about) {
      learned.set(JSON.stringify([componentId, revisionId]), { componentId, revisionId, verdict, at });
    }
  };
  for (const { type, at, data } of events) {
    if (type === 'plan.prepared') plans.set(data.plan.id, data.plan);
    else if (type === 'run.started') targets = targetsOf(plans.get(data.planId));
    else if (type === 'run.adopted') targets = [adopted(data.target)];
    // What an aborted run or a fix left behind is none of the plan's targets.
    else if (type === 'run.aborted' || type === 'fix.applied') targets = [];
    else if (type === 'step.skipped') targets = targets.filter(({ stepId }) => stepId !== data.stepId);
    else if (type === 'step.failed')
      learn(
        'failed',
        at,
        targets.filter(({ stepId }) => stepId === data.stepId),
      );
    else if (type === 'verification.failed') learn('failed', at, targets);
    else if (type === 'recovery.held') learn('good', at, targets);
    else if (type === 'recovery.declared') learn('declared', at, targets);
  }
  return [...learned.values()];
}

function targetsOf(plan: Plan | undefined): Target[] {
  const moved = (plan?.steps ?? []).filter(({ action }) => !action);
  return moved.map(({ id, componentId, to }) => ({ stepId: id, componentId, revisionId: to.id }));
}

function adopted(target: { componentId: string; revision: { id: string } }): Target {
  return { stepId: null, componentId: target.componentId, revisionId: target.revision.id };
}
