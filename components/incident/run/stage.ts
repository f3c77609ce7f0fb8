import { stagesOf } from '@/lib/domain/queries';
import type { RunState } from '@/lib/domain/state';

/** Where a component moves in stages, which of them this step is, and what it starts from: what the one before it left. */
export function stageOf(
  run: Pick<RunState, 'targets'>,
  stepId: string,
): { stage: { at: number; total: number } | null; from: string | undefined } {
  const stages = stagesOf(run, stepId);
  const index = stages.findIndex((stage) => stage.stepId === stepId);
  const stage = index >= 0 ? { at: index + 1, total: stages.length } : null;
  const own = run.targets.find((target) => target.stepId === stepId);
  return { stage, from: stages[index - 1]?.to.label ?? own?.from.label };
}
