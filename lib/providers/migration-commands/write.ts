import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { digestOf } from './status';

const way = {
  /** How many migrations stay as they are, and the digest of their names, oldest first. */
  baseCount: z.number().int(),
  base: z.string(),
  /** What is taken back or applied again, oldest first. */
  names: z.array(z.string()).min(1),
  from: z.string(),
  to: z.string(),
};

const writeSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('down'), ...way }),
  z.object({ mode: z.literal('up'), ...way }),
  /** Where the status is not read: `before` is the digest of what it printed for the plan. */
  z.object({ mode: z.literal('one-down'), before: z.string() }),
]);
export type Write = z.output<typeof writeSchema>;
export type WayWrite = Exclude<Write, { mode: 'one-down' }>;

/** Errors: ProviderError `invalid_target` for a plan of another kind. */
export function readWrite(plan: ProviderPlan): Write {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
}

/** How many of a plan's migrations are applied; null when the list is not one that lies on its way. */
export function appliedOf(applied: readonly string[], { base, baseCount, names }: WayWrite): number | null {
  const rest = applied.slice(baseCount);
  const isOnTheWay = rest.length <= names.length && rest.every((name, index) => name === names[index]);
  return isOnTheWay && digestOf(applied.slice(0, baseCount)) === base ? rest.length : null;
}

/** How many of them are applied before the first command, and after the last one. */
export function endsOf({ mode, names }: WayWrite): { before: number; after: number } {
  return mode === 'down' ? { before: names.length, after: 0 } : { before: 0, after: names.length };
}
