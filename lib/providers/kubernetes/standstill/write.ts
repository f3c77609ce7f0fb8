import { z } from 'zod';
import { ProviderError } from '../../error';
import type { Kubernetes } from '../kubernetes';
import type { Workload } from '../objects';

const writeSchema = z.object({
  uid: z.string(),
  /** How many pods the workload shall have. */
  replicas: z.number().int().min(0),
  /** How many it was to have when the plan was made. */
  before: z.number().int().min(0),
});
export type ReplicasWrite = z.output<typeof writeSchema>;

/** Whether a plan or a checkpoint is about the number of pods, not about what they run. */
export const isReplicas = (data: Record<string, unknown>): boolean => 'replicas' in data;

/** Error: `invalid_target` for what was made for something else. */
export function readReplicas(kubernetes: Kubernetes, data: Record<string, unknown>): ReplicasWrite {
  const parsed = writeSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ProviderError(
    'invalid_target',
    `This was not made for the number of pods of ${kubernetes.title}: scale it by hand.`,
  );
}

/** Kubernetes takes one where nothing is said. */
export const replicasOf = ({ spec }: Workload): number => spec.replicas ?? 1;

/** Error: `conflict` for another workload of the same name. */
export function requireSame(kubernetes: Kubernetes, { metadata }: Workload, uid: string): void {
  if (metadata.uid === uid) return;
  throw new ProviderError(
    'conflict',
    `${kubernetes.title} was deleted and created again meanwhile: look at it, then scale it by hand.`,
  );
}
