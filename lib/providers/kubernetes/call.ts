import type { KindName } from './kinds';
import { KINDS } from './kinds';

const GROUPS = {
  core: 'v1',
  apps: 'v1',
  autoscaling: 'v2',
  'authorization.k8s.io': 'v1',
  'argoproj.io': 'v1alpha1',
  'kustomize.toolkit.fluxcd.io': 'v1',
  'helm.toolkit.fluxcd.io': 'v2',
} as const;

/** One call in the words of RBAC, so that a refusal can say which permission is missing. */
export interface Call {
  verb: 'get' | 'list' | 'watch' | 'patch' | 'create';
  group: keyof typeof GROUPS;
  /** In the plural, as paths have it. */
  resource: string;
  name?: string;
  /** Where it is not the workload's own. */
  namespace?: string;
  subresource?: string;
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  contentType?: string;
}

const METHODS = { get: 'GET', list: 'GET', watch: 'GET', patch: 'PATCH', create: 'POST' } as const;

export const methodOf = ({ verb }: Call) => METHODS[verb];

/** `deployments.apps`, `pods/log`: how `kubectl auth can-i` and the server's own refusals name it. */
export function resourceName({ group, resource, subresource }: Call): string {
  return resource + (subresource === undefined ? '' : `/${subresource}`) + (group === 'core' ? '' : `.${group}`);
}

export function pathOf(call: Call, namespace: string): string {
  const root = call.group === 'core' ? '/api/v1' : `/apis/${call.group}/${GROUPS[call.group]}`;
  // Questions about one's own permissions are asked of the cluster.
  const scope = call.group === 'authorization.k8s.io' ? [] : ['namespaces', call.namespace ?? namespace];
  const parts = [...scope, call.resource, call.name, call.subresource].filter((part) => part !== undefined);
  const query = new URLSearchParams(call.query).toString();
  return [root, ...parts.map(encodeURIComponent)].join('/') + (query && `?${query}`);
}

export const workloadCall = (kind: KindName, name: string, verb: 'get' | 'patch' = 'get'): Call => ({
  verb,
  group: 'apps',
  resource: KINDS[kind].plural,
  name,
});
