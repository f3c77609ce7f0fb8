import type { Plan } from '@/lib/domain/facts';
import { wavesOfPlan } from './waves';

export interface Estimate {
  expectedMs: number;
  /** What nine of ten stay below, where history tells. */
  p90Ms: number | null;
  /** The playbook that says so. */
  playbook: string | null;
}

/**
 * How long a plan is expected to take: as its playbook says, else the slowest step of each wave together. The p90s are
 * added up too, which is rather too long than too short. Null unless something is known of every step.
 */
export function planEstimate({ steps, playbook }: Pick<Plan, 'steps' | 'playbook'>): Estimate | null {
  if (playbook) return { expectedMs: playbook.expectMs, p90Ms: null, playbook: playbook.name };
  const waves = wavesOfPlan(steps);
  const slowest = (key: 'estimateMs' | 'estimateP90Ms') =>
    waves.reduce((sum, wave) => sum + Math.max(...wave.map((step) => step[key] ?? Number.NaN)), 0);
  const expectedMs = slowest('estimateMs');
  const p90Ms = slowest('estimateP90Ms');
  return Number.isNaN(expectedMs)
    ? null
    : { expectedMs, p90Ms: Number.isNaN(p90Ms) || p90Ms <= expectedMs ? null : p90Ms, playbook: null };
}
