import type { Stage } from './stage';

export type Unit = 'ms' | 'MB' | 'kB' | '' | '/s';

/** One number of the bench. `base` is in the same unit: what it is compared with, the ratio being value / base. */
export interface Figure {
  name: string;
  value: number;
  unit: Unit;
  base?: { name: string; value: number };
  note?: string;
}

/** One measure a file, in `measures/`. */
export interface Measure {
  /** What `--only` takes. */
  id: string;
  title: string;
  /** How the numbers came about, for whoever reads them. */
  method: string;
  run(stage: Stage): Promise<Figure[]>;
}

export function ratioOf({ value, base }: Figure): number | null {
  return base && base.value > 0 ? value / base.value : null;
}
