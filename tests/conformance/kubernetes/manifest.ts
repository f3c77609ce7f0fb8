import type { KubernetesObject } from '@kubernetes/client-node';
import { KINDS, type KindName } from '@/lib/providers/kubernetes/kinds';

interface Release {
  name: string;
  namespace: string;
  release: number;
  secret: string;
}

/** More than there will be revisions, so that none is pruned. */
const HISTORY_LIMIT = 100;

/** What people deploy, without a pod: scaled to zero, and for a DaemonSet on nodes that no cluster has. */
export function workloadManifest(kind: KindName, { name, namespace, release, secret }: Release): KubernetesObject {
  const labels = { app: name };
  const container = {
    name: 'web',
    image: `registry.example/shop/web:1.${release}.0`,
    env: [
      { name: 'RELEASE', value: `1.${release}.0` },
      { name: 'DATABASE_PASSWORD', value: secret },
    ],
    ports: [{ containerPort: 8080 }],
    resources: { limits: { memory: release % 2 === 0 ? '256Mi' : '384Mi' } },
  };
  const nodeSelector = kind === 'daemonset' ? { nodeSelector: { 'repli.example/conformance': 'no-node' } } : {};
  const own = {
    deployment: { replicas: 0 },
    statefulset: { replicas: 0, serviceName: name },
    daemonset: {},
  }[kind];
  const spec = {
    ...own,
    revisionHistoryLimit: HISTORY_LIMIT,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { ...nodeSelector, containers: [container] } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: KINDS[kind].kind,
    metadata: { name, namespace, labels },
    spec,
  } as KubernetesObject;
}
