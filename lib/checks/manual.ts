import { z } from 'zod';
import { defineCheck } from './contract';

/** A person looks and answers in the room, with a note. */
export const manual = defineCheck({
  id: 'manual',
  label: 'Manual',
  config: z.strictObject({
    /** What to do and to look at. */
    instruction: z.string().trim().min(1).max(500),
    /** What should be seen; the instruction says it where this is absent. */
    expected: z.string().trim().min(1).max(200).optional(),
  }),
  manual: true,
  command: (config) => config.instruction,
  expected: (config) => config.expected ?? 'OK',
  ask: async () => ({ verdict: 'error', observed: 'a person answers this check', latencyMs: 0 }),
});
