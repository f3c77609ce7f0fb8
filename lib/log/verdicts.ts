import type { EventType, IncidentEvent } from '@/lib/domain/event';
import type { Plan } from '@/lib/domain/facts';

/** Events that teach something about a revision, or say which revisions a run aims at. */
export const VERDICT_EVENTS = [
  'plan.prepared',
  'run.started',
  'run.adopted',
  'run.aborted',
  'step.requested',
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
  for (const event of events) {
    const { type, at, data } = event;
    if (type === 'plan.prepared') plans.set(data.plan.id, data.plan);
    targets = aimedAt(event, targets, plans);
    if (type === 'step.failed')
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

/** What the run at work aims at after an event. */
function aimedAt({ type, data }: IncidentEvent, targets: Target[], plans: ReadonlyMap<string, Plan>): Target[] {
  switch (type) {
    case 'run.started':
      return targetsOf(plans.get(data.planId));
    case 'run.adopted':
      return [adopted(data.target)];
    case 'step.requested':
      return targets.flatMap((target) => withMade(target, data));
    case 'step.skipped':
      return targets.filter(({ stepId }) => stepId !== data.stepId);
    // What an aborted run or a fix left behind is none of the plan's targets.
    case 'run.aborted':
    case 'fix.applied':
      return [];
    default:
      return targets;
  }
}

/** A target that was made only then, as a task definition with another host, is a revision of its own from there on. */
function withMade(target: Target, { stepId, operation }: { stepId: string; operation: Record<string, unknown> }) {
  const { revision } = operation;
  const isOther = typeof revision === 'string' && revision !== target.revisionId;
  return target.stepId === stepId && isOther ? [target, { ...target, revisionId: revision }] : [target];
}

function targetsOf(plan: Plan | undefined): Target[] {
  const moved = (plan?.steps ?? []).filter(({ action }) => !action);
  return moved.map(({ id, componentId, to }) => ({ stepId: id, componentId, revisionId: to.id }));
}

function adopted(target: { componentId: string; revision: { id: string } }): Target {
  return { stepId: null, componentId: target.componentId, revisionId: target.revision.id };
}
