import { isSettled } from '@/lib/domain/queries';
import type { RunState, StepState } from '@/lib/domain/state';

/** What the worker says instead, when it had nothing to ask about. */
const NOTHING_WRITTEN = 'Nothing had been written.';
const UNREAD = '?';

export interface Standing {
  component: string;
  /** What it is on, in the platform's words; null when nobody knows. */
  revision: string | null;
  begun: boolean;
}

export interface AbortAccount {
  /** What somebody gave as the reason. */
  reason: string;
  /** Each component once, in the order of the plan; empty where nothing was written. */
  standings: Standing[];
  /** Some are on their target and others are not. */
  isMixed: boolean;
}

const isDone = (step: StepState): boolean => isSettled(step) && step.status !== 'skipped';

/** The reason of an abort and, apart from it, where each component stood when the platform was asked afterwards. */
export function abortAccount(run: RunState): AbortAccount {
  const names = [...new Set(run.targets.map(({ componentName }) => componentName))];
  const told = new Map<string, string>();
  const reason: string[] = [];
  for (const line of (run.abortReason ?? '').split('\n')) {
    const name = names.find((candidate) => line.startsWith(`${candidate}: `));
    if (name) told.set(name, line.slice(name.length + 2));
    else if (line !== NOTHING_WRITTEN) reason.push(line);
  }
  const standings = names.map((component): Standing => {
    const targets = run.targets.filter(({ componentName }) => componentName === component);
    const steps = run.steps.filter(({ id }) => targets.some(({ stepId }) => stepId === id));
    const begun = steps.some(({ status }) => status !== 'planned' && status !== 'skipped');
    const settled = targets.findLast(({ stepId }) => steps.some((step) => step.id === stepId && isDone(step)));
    const known = told.get(component) ?? settled?.to.label ?? (begun ? UNREAD : (targets[0]?.from.label ?? UNREAD));
    return { component, revision: known === UNREAD ? null : known, begun };
  });
  const done = run.steps.filter(isDone);
  return {
    reason: reason.join('\n'),
    standings: standings.some(({ begun }) => begun) ? standings : [],
    isMixed: done.length > 0 && done.length < run.steps.length,
  };
}
