import type { Canary } from '@/lib/providers/contract';
import { preparedStep } from './record-plan';
import type { Planned } from './suspend-first';
import { inWave, renumbered, waveOf } from './waves';

/**
 * Puts the part of the way that is gone first, and held while the checks decide, into a wave before the step that goes
 * the rest.
 */
export function canaryFirst(planned: readonly (Planned & { canary?: Canary | undefined })[]): Planned[] {
  return renumbered(
    planned.flatMap((each) => {
      if (!each.canary) return [each];
      const { plan, holdMs } = each.canary;
      const { step, detail } = preparedStep(each.connected, plan, { doubts: [], action: 'canary', holdMs });
      const prepared = { step: { ...step, estimateMs: (step.estimateMs ?? 0) + holdMs }, detail };
      return [inWave({ ...each, prepared, suspensions: [] }, waveOf(each) - 0.5), each];
    }),
  );
}
