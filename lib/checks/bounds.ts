import { z } from 'zod';

const bound = z.number().optional();

/** Between what a number must lie; several hold together. */
export const boundsShape = { below: bound, atMost: bound, above: bound, atLeast: bound };
export type Bounds = z.output<z.ZodObject<typeof boundsShape>>;

const SIGNS = [
  ['above', '>', (value: number, limit: number) => value > limit],
  ['atLeast', '≥', (value: number, limit: number) => value >= limit],
  ['below', '<', (value: number, limit: number) => value < limit],
  ['atMost', '≤', (value: number, limit: number) => value <= limit],
] as const;

export const hasBound = (bounds: Bounds): boolean => SIGNS.some(([name]) => bounds[name] !== undefined);

/** `> 0 · ≤ 0.5` */
export function boundsText(bounds: Bounds): string {
  return SIGNS.flatMap(([name, sign]) => (bounds[name] === undefined ? [] : [`${sign} ${bounds[name]}`])).join(' · ');
}

/** Whether a number lies within all bounds; what is no number never does. */
export function isWithin(value: number, bounds: Bounds): boolean {
  return SIGNS.every(([name, , holds]) => {
    const limit = bounds[name];
    return limit === undefined || holds(value, limit);
  });
}
