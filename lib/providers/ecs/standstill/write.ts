import { z } from 'zod';
import { ProviderError } from '../../error';
import type { Ecs } from '../client';

const writeSchema = z.object({
  /** How many tasks the service shall want. */
  tasks: z.number().int().min(0),
  /** How many it wanted when the plan was made. */
  before: z.number().int().min(0),
});
export type CountWrite = z.output<typeof writeSchema>;

/** Whether a plan or a checkpoint is about the number of tasks, not about what they run. */
export const isCount = (data: Record<string, unknown>): boolean => 'tasks' in data;

/** Error: `invalid_target` for what was made for something else. */
export function readCount(ecs: Ecs, data: Record<string, unknown>): CountWrite {
  const parsed = writeSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ProviderError(
    'invalid_target',
    `This was not made for the number of tasks of ${ecs.name}: set it by hand.`,
  );
}
