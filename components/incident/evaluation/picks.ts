/** A component that goes back, in its order. */
export interface Pick {
  componentId: string;
  /** At the same time as the one above it. */
  together: boolean;
}

type Component = { id: string; provider: string };

/** A pushed revert may start a deployment in the middle of the run, so these providers go last by default. */
const LAST: ReadonlySet<string> = new Set(['git']);

/** Wave after wave, as a playbook and a plan hold them. */
export function picksOf(waves: readonly (readonly string[])[]): Pick[] {
  return waves.flatMap((wave) => wave.map((componentId, index) => ({ componentId, together: index > 0 })));
}

export function wavesOf<T extends { together: boolean }>(picks: readonly T[]): T[][] {
  const waves: T[][] = [];
  for (const pick of picks) {
    const wave = waves.at(-1);
    if (pick.together && wave) wave.push(pick);
    else waves.push([pick]);
  }
  return waves;
}

/** One more component, after the others and before those that go last. */
export function withPick(picks: readonly Pick[], componentId: string, components: readonly Component[]): Pick[] {
  const isLast = (id: string) => LAST.has(components.find((component) => component.id === id)?.provider ?? '');
  const firstLast = picks.findIndex((pick) => isLast(pick.componentId));
  const place = isLast(componentId) || firstLast < 0 ? picks.length : firstLast;
  const after = picks.slice(place).map((pick, index) => (index === 0 ? { ...pick, together: false } : pick));
  return [...picks.slice(0, place), { componentId, together: false }, ...after];
}

/** The rest keeps its waves: whoever stood first hands its place on. */
export function withoutPick(picks: readonly Pick[], index: number): Pick[] {
  const gone = picks[index];
  return picks
    .map((pick, at) => (at === index + 1 ? { ...pick, together: pick.together && gone?.together === true } : pick))
    .filter((_pick, at) => at !== index);
}

/** Swaps with the neighbour; the waves keep their sizes. */
export function movedPick(picks: readonly Pick[], index: number, by: -1 | 1): Pick[] {
  const [here, there] = [picks[index], picks[index + by]];
  if (!here || !there) return [...picks];
  return picks.map((pick, at) => {
    if (at === index) return { ...pick, componentId: there.componentId };
    return at === index + by ? { ...pick, componentId: here.componentId } : pick;
  });
}

export function joinedPick(picks: readonly Pick[], index: number, together: boolean): Pick[] {
  return picks.map((pick, at) => (at === index ? { ...pick, together } : pick));
}
