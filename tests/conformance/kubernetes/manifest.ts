import type { KubernetesObject } from '@kubernetes/client-node';
import { KINDS, type KindName } from '@/lib/providers/kubernetes/kinds';
import { NO_SCHEDULER } from './kubelet';

interface Release {
  name: string;
  namespace: string;
  release: number;
  image: string;
  secret: string;
  replicas: number;
}

/** More than there will be revisions, so that none is pruned. */
const HISTORY_LIMIT = 100;
/** Of a Deployment: short, so that a test can wait for the controller to give up. */
const PROGRESS_DEADLINE_SECONDS = 10;

/** What people deploy, for no node to run: no scheduler takes the pods, and a DaemonSet is for nodes that nobody has. */
export function workloadManifest(kind: KindName, release: Release): KubernetesObject {
  const { name, namespace, replicas, image } = release;
  const labels = { app: name };
  const version = `1.${release.release}.0`;
  const container = {
    name: 'web',
    image,
    env: [
      { name: 'RELEASE', value: version },
      { name: 'DATABASE_PASSWORD', value: release.secret },
    ],
    ports: [{ containerPort: 8080 }],
    resources: { limits: { memory: release.release % 2 === 0 ? '256Mi' : '384Mi' } },
  };
  const nodes =
    kind === 'daemonset'
      ? { nodeSelector: { 'repli.example/conformance': 'no-node' } }
      : { schedulerName: NO_SCHEDULER };
  const own = {
    deployment: { replicas, progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS },
    statefulset: { replicas, serviceName: name },
    daemonset: {},
  }[kind];
  const spec = {
    ...own,
    revisionHistoryLimit: HISTORY_LIMIT,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { ...nodes, containers: [container] } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: KINDS[kind].kind,
    metadata: { name, namespace, labels },
    spec,
  } as KubernetesObject;
}
