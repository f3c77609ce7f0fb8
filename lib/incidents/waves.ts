import type { PreparedStep } from './record-plan';
import type { Planned } from './suspend-first';

/** Where a step stands in the order of a plan that is being made; between two others by a fraction, until `renumbered`. */
export const waveOf = ({ prepared }: Planned): number => prepared.step.wave ?? 0;

export const changed = (planned: Planned, more: Partial<PreparedStep['step']>): Planned => ({
  ...planned,
  prepared: { ...planned.prepared, step: { ...planned.prepared.step, ...more } },
});

export const inWave = (planned: Planned, wave: number): Planned => changed(planned, { wave });

/** Waves as whole numbers without gaps, the steps in their order. */
export function renumbered(planned: readonly Planned[]): Planned[] {
  const waves = [...new Set(planned.map(waveOf))].sort((a, b) => a - b);
  return planned.map((each) => inWave(each, waves.indexOf(waveOf(each)))).sort((a, b) => waveOf(a) - waveOf(b));
}
