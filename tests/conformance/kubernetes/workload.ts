import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '@kubernetes/client-node';
import { KINDS, type KindName } from '@/lib/providers/kubernetes/kinds';
import type { Template } from '@/lib/providers/kubernetes/objects';
import { until } from '@/tests/setup/until';
import type { Engine } from './engine';
import { ABSENT } from './kubelet';
import { workloadManifest } from './manifest';

export const SECRET = 'canary-env-pa55/3c7d+never=seen';
const REPLICAS = 2;

interface Held extends KubernetesObject {
  spec?: { template?: Template };
  data?: { spec: { template: Template } };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
  };
}

export interface DeployedWorkload {
  /** As a component's config names it. */
  workload: string;
  /** Resolves once the cluster's own controllers are done with it. */
  deploy(): Promise<void>;
  read(): Promise<Held>;
  history(): Promise<Held[]>;
  remove(): Promise<void>;
}

interface Asked {
  revisions: number;
  /** The release whose image cannot be pulled. */
  absent?: number;
}

/** A workload whose history was made without a pod, which is quick, and that runs its newest release with two. */
export async function deployWorkload(
  { client, namespace }: Engine,
  kind: KindName,
  { revisions, absent }: Asked,
): Promise<DeployedWorkload> {
  const name = `web-${randomUUID().slice(0, 8)}`;
  const header = { apiVersion: 'apps/v1', kind: KINDS[kind].kind, metadata: { name, namespace } };
  const historyKind = kind === 'deployment' ? 'ReplicaSet' : 'ControllerRevision';
  const read = () => client.read<Held>({ ...header });
  const history = async () => {
    const none = undefined;
    const selector = `app=${name}`;
    return (await client.list<Held>('apps/v1', historyKind, namespace, none, none, none, none, selector)).items;
  };
  let made = 0;
  let replicas = 0;
  const isSettled = async () => {
    const { metadata, status = {} } = await read();
    if (status.observedGeneration !== metadata?.generation || (await history()).length < made) return false;
    // A DaemonSet has no number of its own, and none of the nodes that it asks for.
    if (kind === 'daemonset') return true;
    const { replicas: all = 0, updatedReplicas: updated = 0, readyReplicas: ready = 0 } = status;
    const isDone = [all, ready].every((count) => count === replicas) && (updated === replicas || replicas === 0);
    return isDone && status.currentRevision === status.updateRevision;
  };
  const apply = async (change: (manifest: KubernetesObject) => Promise<unknown>) => {
    const image = made === absent ? ABSENT : `registry.example/shop/web:1.${made}.0`;
    await change(workloadManifest(kind, { name, namespace, release: made, image, secret: SECRET, replicas }));
    await until(`release ${made} of ${name}`, isSettled, 60_000, 20);
  };
  const deploy = () => {
    made++;
    return apply((manifest) => (made === 1 ? client.create(manifest) : client.patch(manifest)));
  };
  while (made < revisions) await deploy();
  replicas = REPLICAS;
  await apply((manifest) => client.patch(manifest));
  return {
    workload: `${kind}/${name}`,
    deploy,
    read,
    history,
    remove: async () => void (await client.delete(header)),
  };
}
