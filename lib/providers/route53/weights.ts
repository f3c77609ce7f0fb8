import type { Route53Config } from './config';

/** Weights of the two records, 0 to 255 each (developer guide, "Weighted routing"). */
export interface Weights {
  blue: number;
  green: number;
}

/** `blue=90,green=10`: the identity of a revision, with the names that the set identifiers have. */
export const idOf = ({ blue, green }: Route53Config, weights: Weights): string =>
  `${blue}=${weights.blue},${green}=${weights.green}`;

/** Weights count only in proportion; two zeros share equally (developer guide, "Weighted routing"). */
export function isSameShare(one: Weights, other: Weights): boolean {
  const [a, b] = [effective(one), effective(other)];
  return a.blue * b.green === b.blue * a.green;
}

/** Green's share of the answers, in percent. */
export function greenShare(weights: Weights): number {
  const { blue, green } = effective(weights);
  return (100 * green) / (blue + green);
}

const effective = (weights: Weights): Weights =>
  weights.blue === 0 && weights.green === 0 ? { blue: 1, green: 1 } : weights;

const ofGreen = (green: number): Weights => ({ blue: 100 - green, green });

/**
 * What can be chosen: the shares in steps, both canary shares, and what is there now. The newest first: a rollout moves
 * the share of green from 0 to 100, so all on green is its newest state and all on blue the one before it began.
 */
export function choices(config: Route53Config, now: Weights): Weights[] {
  const { stepPercent, canaryPercent } = config;
  const shares = new Set([0, 100, canaryPercent, 100 - canaryPercent]);
  for (let share = stepPercent; share < 100; share += stepPercent) shares.add(share);
  const all = [...shares].map(ofGreen).filter((each) => !isSameShare(each, now));
  return [...all, standard(now)].sort((a, b) => greenShare(b) - greenShare(a));
}

const CANARY = 'canary:';

/** What is chosen to go to a full share in two stages. */
export const inTwoStages = (id: string): string => `${CANARY}${id}`;

/** `canary:blue=100,green=0` → `blue=100,green=0`; null for another target. */
export const stagedTarget = (target: string): string | null =>
  target.startsWith(CANARY) ? target.slice(CANARY.length) : null;

/** The first stage on the way to a full share; null where it would lead back, or nowhere. */
export function canaryOf({ canaryPercent }: Route53Config, now: Weights, to: Weights): Weights | null {
  const [from, aim] = [greenShare(now), greenShare(to)];
  if (aim === 100 && from < canaryPercent) return ofGreen(canaryPercent);
  if (aim === 0 && from > 100 - canaryPercent) return ofGreen(100 - canaryPercent);
  return null;
}

/** The same share with weights that add up to 100, where whole numbers can say it: 1 and 0 are 100 and 0. */
export function standard(weights: Weights): Weights {
  const green = greenShare(weights);
  return Number.isInteger(green) ? ofGreen(green) : weights;
}

/** `100 % blue`, `90 % blue, 10 % green`: the same in every language. */
export function sharesOf({ blue, green }: Route53Config, weights: Weights): string {
  const share = greenShare(weights);
  const rounded = Math.round(share * 100) / 100;
  if (share === 0) return `100 % ${blue}`;
  if (share === 100) return `100 % ${green}`;
  return `${100 - rounded} % ${blue}, ${rounded} % ${green}`;
}

/** Where a new version gets its first share, on the way to green or back to blue. */
export const isCanary = ({ canaryPercent }: Route53Config, weights: Weights): boolean =>
  [canaryPercent, 100 - canaryPercent].includes(greenShare(weights));
