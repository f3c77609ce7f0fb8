import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Kubernetes } from './kubernetes';
import { REVISION_ID } from './template';

const digest = z.string().regex(REVISION_ID);

const writeSchema = z.object({
  workload: z.string(),
  namespace: z.string(),
  uid: z.string(),
  /** Digest of the template that the plan was made against. */
  expected: digest,
  /** The revision that this was, for going back to it. */
  from: digest,
  target: digest,
});
/** What `start` needs of a plan: identities only, since a template may hold secrets. */
export type Write = z.output<typeof writeSchema>;

/** Errors: ProviderError `invalid_target` for a plan that was made for something else. */
export function readWrite(kubernetes: Kubernetes, plan: ProviderPlan): Write {
  const parsed = writeSchema.safeParse(plan.write);
  const { workload, namespace } = kubernetes.config;
  if (parsed.success && parsed.data.workload === workload && parsed.data.namespace === namespace) return parsed.data;
  throw new ProviderError('invalid_target', `This plan was not made for ${kubernetes.title}: prepare it again.`);
}
