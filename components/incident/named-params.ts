import type { Plan } from '@/lib/domain/facts';

type Params = Record<string, string | number>;

/** A real thing's key by the name that people know it by, where the plan on the table holds it. */
export function namedParams(params: Params, plan: Plan | null): Params {
  const step = plan?.steps.find(({ resourceKey }) => resourceKey !== '' && resourceKey === params.resource);
  return step ? { ...params, resource: step.componentName } : params;
}
