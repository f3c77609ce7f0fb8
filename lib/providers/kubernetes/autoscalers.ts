import { ProviderError } from '../error';
import { KINDS } from './kinds';
import type { Kubernetes } from './kubernetes';
import { list } from './list';
import type { Autoscaler } from './notices';
import { autoscalerSchema } from './objects';

/** Those of this workload; none where the credentials may not look, which readiness tells. */
export async function readAutoscalers({ api, kind, name }: Kubernetes, signal: AbortSignal): Promise<Autoscaler[]> {
  if (kind === 'daemonset') return [];
  const call = { group: 'autoscaling', resource: 'horizontalpodautoscalers' } as const;
  const { items } = await list(api, call, signal).catch((error: unknown) => {
    if (error instanceof ProviderError && ['auth', 'not_found'].includes(error.code)) return { items: [] };
    throw error;
  });
  return items
    .map((item) => autoscalerSchema.parse(item))
    .filter(({ spec }) => spec.scaleTargetRef.kind === KINDS[kind].kind && spec.scaleTargetRef.name === name)
    .map(({ metadata, spec }) => ({ name: metadata.name, min: spec.minReplicas ?? 1, max: spec.maxReplicas }));
}
