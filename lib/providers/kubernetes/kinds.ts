/** The kinds of workload that keep a history, by the word that a config uses. */
export const KINDS = {
  deployment: { kind: 'Deployment', plural: 'deployments', history: 'replicasets' },
  statefulset: { kind: 'StatefulSet', plural: 'statefulsets', history: 'controllerrevisions' },
  daemonset: { kind: 'DaemonSet', plural: 'daemonsets', history: 'controllerrevisions' },
} as const;
export type KindName = keyof typeof KINDS;

/** `deployment/web`, as the config's pattern has it. */
export function parseWorkload(workload: string): { kind: KindName; name: string } {
  const [kind = '', name = ''] = workload.split('/', 2);
  return { kind: kind as KindName, name };
}
