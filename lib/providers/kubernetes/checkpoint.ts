import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { RUN, readHistory } from './history';
import type { Kubernetes } from './kubernetes';
import { requireUnmoved } from './moved';
import { makePlan } from './plan';
import { readWrite } from './write';

const dataSchema = z.object({ workload: z.string(), namespace: z.string(), uid: z.string(), revision: z.string() });

/**
 * Says where the workload was. Nothing is written: its history holds that template. Errors: ProviderError `conflict`
 * when the workload moved, unless this key moved it.
 */
export async function checkpoint(
  kubernetes: Kubernetes,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const { workload, namespace, uid, from, ...write } = readWrite(kubernetes, plan);
  const history = await readHistory(kubernetes, signal);
  if (history.workload.metadata.annotations[RUN] !== key)
    requireUnmoved(kubernetes, history, { workload, namespace, uid, from, ...write });
  return {
    id: from,
    evidence: `${kubernetes.title} was at ${plan.from.label}; its history keeps that.`,
    data: { workload, namespace, uid, revision: from },
  };
}

/** The plan that leads back to the checkpoint. Errors: those of `makePlan`, `invalid_target` for another workload's. */
export async function undo(kubernetes: Kubernetes, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = dataSchema.safeParse(point.data);
  const { workload, namespace } = kubernetes.config;
  if (!data.success || data.data.workload !== workload || data.data.namespace !== namespace)
    throw new ProviderError(
      'invalid_target',
      `Checkpoint ${point.id} does not belong to ${kubernetes.title}: choose a revision from the list instead.`,
    );
  return makePlan(kubernetes, data.data.revision, signal);
}
