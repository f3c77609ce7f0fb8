import type { Call } from '../call';
import type { KubernetesConfig } from '../config';
import type { Manager } from '../managers';
import { type AutomationName, isAutomationName, kindOf } from './kinds';

/** Which object of which kind: what a plan and a checkpoint keep of it. */
export interface AutomationRef {
  automation: AutomationName;
  namespace: string;
  name: string;
}

/** The object behind a manager; null where nothing can be suspended. */
export function refOfManager({ kind, name, namespace }: Manager, config: KubernetesConfig): AutomationRef | null {
  if (!isAutomationName(kind)) return null;
  if (kind !== 'argocd') return { automation: kind, namespace, name };
  // An Application outside of Argo CD's own namespace is known as `namespace_name` ("Applications in any namespace").
  const [first = '', second] = name.split('_', 2);
  return second === undefined
    ? { automation: kind, namespace: config.argocdNamespace, name: first }
    : { automation: kind, namespace: first, name: second };
}

export function automationCall({ automation, namespace, name }: AutomationRef, verb: 'get' | 'patch'): Call {
  const { group, resource } = kindOf(automation);
  return { verb, group, resource, namespace, name };
}

/** `Application argocd/shop`, for sentences. */
export const titleOf = ({ automation, namespace, name }: AutomationRef): string =>
  `${kindOf(automation).kind} ${namespace}/${name}`;

/** What suspending these managers needs, for readiness. */
export const automationCalls = (managers: readonly Manager[], config: KubernetesConfig): Call[] =>
  managers.flatMap((manager) => {
    const ref = refOfManager(manager, config);
    return ref ? [automationCall(ref, 'get'), automationCall(ref, 'patch')] : [];
  });
