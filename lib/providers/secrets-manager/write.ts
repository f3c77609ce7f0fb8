import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';

const writeSchema = z.discriminatedUnion('mode', [
  /** AWSCURRENT moves back to a version that is there. */
  z.object({ mode: z.literal('move'), from: z.string(), target: z.string() }),
  /** A new version: the value of `from` with another host. */
  z.object({ mode: z.literal('host'), from: z.string(), host: z.string() }),
]);
export type SecretWrite = z.output<typeof writeSchema>;

export function readWrite(plan: ProviderPlan): SecretWrite {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
}
