import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';

const step = z.object({
  name: z.string(),
  checksum: z.string(),
  /** The ledger's row that is marked; null where one is added. */
  rowId: z.string().nullable(),
  state: z.enum(['applied', 'failed']),
  /** `nothing`: PostgreSQL has taken a failed migration back already, only the ledger does not know. */
  origin: z.enum(['written', 'generated', 'migration', 'nothing']),
  sql: z.string(),
  /** Of `sql`: what was shown for review is what runs. */
  sha: z.string(),
});
export type Step = z.output<typeof step>;

const writeSchema = z.object({
  /** `down`: scripts, and rows marked as rolled back. `up`: the migrations again, and rows added. */
  mode: z.enum(['down', 'up']),
  /** Of the ledger that the plan was made on. */
  digest: z.string(),
  from: z.string(),
  to: z.string(),
  /** In the order in which they run. */
  steps: z.array(step).min(1),
});
export type MigrationsWrite = z.output<typeof writeSchema>;

/** Errors: ProviderError `invalid_target` for a plan of another kind, and for scripts that are not those of the plan. */
export function readWrite(plan: ProviderPlan): MigrationsWrite {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success && parsed.data.steps.every(({ sql, sha }) => sha === shaOf(sql))) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan is of another kind or version: make a new one.');
}

export const shaOf = (text: string): string => createHash('sha256').update(text).digest('hex');
