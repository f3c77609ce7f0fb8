import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';

const weights = z.object({ blue: z.number().int().min(0).max(255), green: z.number().int().min(0).max(255) });

const writeSchema = z.object({
  target: weights,
  from: weights,
  /** Both records as a swap may find them: as they were planned, or as a canary before it left them. */
  imprints: z.array(z.string()).min(1),
});
export type Route53Write = z.output<typeof writeSchema>;

export function readWrite(plan: ProviderPlan): Route53Write {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
}

/** What a checkpoint keeps. */
export const checkpointSchema = z.object({ weights });
