/** Steps wave after wave, in order; a step of an older plan that names none is a wave of its own. */
export function wavesOfPlan<T extends { wave?: number | undefined }>(steps: readonly T[]): T[][] {
  const waves: { wave: number | undefined; steps: T[] }[] = [];
  for (const step of steps) {
    const known = step.wave === undefined ? undefined : waves.find(({ wave }) => wave === step.wave);
    if (known) known.steps.push(step);
    else waves.push({ wave: step.wave, steps: [step] });
  }
  return waves.map((wave) => wave.steps);
}
