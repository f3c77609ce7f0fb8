import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';

const settingsShape = {
  /** What Amazon is told beside the names: see `Kind.settings`. */
  settings: z.record(z.string(), z.unknown()),
  /** Of a cluster: what Amazon is told of the instance that takes its writes. */
  writer: z.record(z.string(), z.unknown()).optional(),
  /** The same of each instance that reads, and the name of the one whose place it takes. */
  readers: z.array(z.object({ of: z.string(), settings: z.record(z.string(), z.unknown()) })).optional(),
};
export type Settings = z.output<z.ZodObject<typeof settingsShape>>;

/** `from` is Amazon's own id of the database that was current when the plan was made: it survives renaming. */
const writeSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('snapshot'), from: z.string(), snapshot: z.string(), ...settingsShape }),
  z.object({
    mode: z.literal('time'),
    from: z.string(),
    /** Amazon's own id of the database whose window holds the time. */
    source: z.string(),
    at: z.iso.datetime(),
    ...settingsShape,
  }),
  /** Back to a database that is there. */
  z.object({ mode: z.literal('switch'), from: z.string(), target: z.string() }),
]);
export type RdsWrite = z.output<typeof writeSchema>;
export type RestoreWrite = Exclude<RdsWrite, { mode: 'switch' }>;

export function readWrite(plan: ProviderPlan): RdsWrite {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
}
