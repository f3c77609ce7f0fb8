import { BOUNDARIES } from './boundaries';
import { type Cell, PROVIDERS } from './cell';
import { TROUBLES, type Trouble } from './troubles';

/** Runs that suffer the same trouble at the same time, one of each provider: worlds of one provider are one real thing. */
export interface Batch {
  trouble: Trouble;
  cells: Cell[];
}

/** Every provider at every boundary where the trouble means something, in as many batches as there are boundaries. */
export function everyBatch(trouble: Trouble): Batch[] {
  const boundaries = BOUNDARIES.filter((boundary) => trouble.means(boundary));
  return boundaries.map((_, round) => ({ trouble, cells: cellsOf(boundaries, round) }));
}

/** One batch a trouble, so that each trouble meets each provider, and the batches together each boundary. */
export function shortBatch(trouble: Trouble): Batch {
  const boundaries = BOUNDARIES.filter((boundary) => trouble.means(boundary));
  return { trouble, cells: cellsOf(boundaries, TROUBLES.indexOf(trouble) * 2) };
}

/** The providers of a batch stand at boundaries of their own as far as there are enough. */
function cellsOf(boundaries: typeof BOUNDARIES, round: number): Cell[] {
  return PROVIDERS.flatMap((provider, index) => {
    const boundary = boundaries[(index + round) % boundaries.length];
    return boundary ? [{ provider, boundary }] : [];
  });
}
