import { outputsIn } from '@/lib/domain/flow';
import { undoable } from '@/lib/domain/queries';
import type { Result } from '@/lib/domain/snapshot';
import type { RunState, StepState } from '@/lib/domain/state';
import type { StepAction } from '@/lib/domain/words';
import { readState } from '@/lib/log/read-state';
import { logger } from '@/lib/logger';
import { ProviderError } from '@/lib/providers/error';
import { connectComponent } from './connect';
import { notFound, type PersonActor } from './ctx';
import { type PreparedStep, preparedStep, recordPlan } from './record-plan';
import { estimateStep } from './step-history';

const PLAN_DEADLINE_MS = 30_000;
/** What takes back a step that moved no component. */
const BACK: Partial<Record<StepAction, StepAction>> = { suspend: 'restore', stop: 'resume' };

/**
 * The plan that takes back what the last ended run wrote: each component to its checkpoint, in the order of `undoWave`. It is
 * shown and started like any other. What cannot be taken back, or is back already, is left out. Throws ProviderError.
 */
export async function prepareUndo(
  incidentId: string,
  actor: PersonActor,
): Promise<Result<{ planId: string; hash: string }>> {
  const state = await readState(incidentId);
  if (!state) return notFound();
  const written = undoable(state);
  if (!written) return { ok: false, error: { code: 'nothing_to_undo' } };
  const prepared = await Promise.all(written.steps.map((step) => prepareStep(incidentId, written.run, step)));
  const steps = prepared.filter((step) => step !== null).sort((a, b) => (a.step.wave ?? 0) - (b.step.wave ?? 0));
  if (steps.length === 0) return { ok: false, error: { code: 'nothing_to_undo' } };
  return recordPlan(incidentId, steps, actor);
}

/**
 * The last wave first; where steps took from one another, in the order of before, as whoever took the new address must
 * come after what gives the old one again. Automation gets back what was taken from it when all else is done.
 */
function undoWave({ steps, targets }: RunState, step: StepState): number {
  const last = Math.max(...steps.map(({ wave }) => wave));
  if (!targets.some(({ to }) => outputsIn(to.id).length > 0)) return last - step.wave;
  return step.action && step.action !== 'canary' ? 2 * last + 1 - step.wave : step.wave;
}

async function prepareStep(incidentId: string, run: RunState, step: StepState): Promise<PreparedStep | null> {
  const componentId = run.targets.find(({ stepId }) => stepId === step.id)?.componentId;
  if (componentId === undefined || !step.checkpoint) return null;
  const connected = await connectComponent(componentId, incidentId);
  if (!connected.connection.undo) return null;
  try {
    const [plan, estimate] = await Promise.all([
      connected.connection.undo(step.checkpoint, { signal: AbortSignal.timeout(PLAN_DEADLINE_MS) }),
      estimateStep(componentId),
    ]);
    const undoOf = { runId: run.id, stepId: step.id };
    const back = step.action && BACK[step.action];
    const more = back ? { action: back } : estimate;
    const warnings = [...plan.warnings, ...(plan.suspensions ?? []).map(({ warning }) => warning)];
    return preparedStep(connected, { ...plan, warnings }, { doubts: [], wave: undoWave(run, step), undoOf, ...more });
  } catch (cause) {
    if (!(cause instanceof ProviderError) || cause.code !== 'conflict') throw cause;
    logger.info({ err: cause, componentId }, 'nothing to take back: the component is at its checkpoint');
    return null;
  }
}
