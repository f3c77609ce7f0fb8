import type { RunState } from '@/lib/domain/state';

/**
 * Where a component moves in several steps, which of them this one is, and what it starts from: what the one before it
 * left. Steps of an automation are told by their action.
 */
export function stageOf(
  { targets }: Pick<RunState, 'targets'>,
  stepId: string,
): { stage: { at: number; total: number } | null; from: string | undefined } {
  const target = targets.find((candidate) => candidate.stepId === stepId);
  const same = targets.filter(
    ({ componentId, action }) => componentId === target?.componentId && (!action || action === 'canary'),
  );
  const index = same.findIndex((candidate) => candidate.stepId === stepId);
  const stage = same.length > 1 && index >= 0 ? { at: index + 1, total: same.length } : null;
  return { stage, from: (stage && same[index - 1]?.to.label) ?? target?.from.label };
}
