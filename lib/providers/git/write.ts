import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);

/** What `start` needs of a plan; kept as JSON in the plan document. */
const writeSchema = z.object({
  /** `range`: one commit that undoes all after `target`; `one`: undoes `target` alone; `reset`: moves the branch to it. */
  mode: z.enum(['range', 'one', 'reset']),
  branch: z.string(),
  /** The branch's head that the plan was made on: the lease of the push. */
  expectedHead: sha,
  target: sha,
  /** What the branch will hold: the approved content, byte for byte. */
  tree: sha,
  /** For `one`, the parent kept when `target` is a merge; null otherwise. */
  mainline: z.number().int().nullable(),
  subject: z.string(),
  body: z.string(),
  /** ISO 8601, whole seconds: date of the commit and of the checkpoint, so that one key always gives the same objects. */
  preparedAt: z.string(),
});
export type GitWrite = z.output<typeof writeSchema>;

/** Errors: ProviderError `invalid_target` when the plan is not one of this provider. */
export function readWrite(plan: ProviderPlan): GitWrite {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan cannot be carried out any more: prepare a new one.', {
    cause: parsed.error,
  });
}

const RUN_TRAILER = 'Repli-Run';
export const TARGET_TRAILER = 'Repli-Target';

/** The line that marks what a key wrote, in a commit or a tag. */
export function runTrailer(key: string): string {
  if (!/^[\w.:@/+-]{1,200}$/.test(key))
    throw new ProviderError('failed', 'The key of this step holds characters that a commit cannot carry: plan again.');
  return `${RUN_TRAILER}: ${key}`;
}

/** Whether this message carries the trailer as a line of its own. */
export const carries = (message: string, trailer: string): boolean => message.split('\n').includes(trailer);
