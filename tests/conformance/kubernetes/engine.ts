import { randomUUID } from 'node:crypto';
import type { RequestOptions } from 'node:https';
import { CoreV1Api, KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import { playKubelet } from './kubelet';

/** The cluster that KUBECONFIG names. Not `~/.kube/config`: nobody meant that one for tests. */
export const kubeconfigFile = process.env.KUBECONFIG || undefined;

export interface Engine {
  server: string;
  client: KubernetesObjectApi;
  core: CoreV1Api;
  /** What a request carries as the person of the kubeconfig. */
  asPerson(): Promise<RequestOptions>;
  /** The same without saying who: for credentials that the server refuses in its own words. */
  asStranger(): Promise<RequestOptions>;
  /** The text of a kubeconfig for whoever has this token. */
  kubeconfigOf(token: string): string;
  /** Made by these tests, and removed by `remove` with all that is in it. */
  namespace: string;
  remove(): Promise<void>;
}

/** A namespace of its own in that cluster, and what stands for its nodes. */
export async function openEngine(): Promise<Engine> {
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromDefault();
  const cluster = kubeconfig.getCurrentCluster();
  if (!cluster) throw new Error('The current context of KUBECONFIG names no cluster.');
  const client = KubernetesObjectApi.makeApiClient(kubeconfig);
  const core = kubeconfig.makeApiClient(CoreV1Api);
  const name = `repli-conformance-${randomUUID().slice(0, 8)}`;
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'repli-conformance' } },
  };
  await client.create(namespace);
  const kubelet = playKubelet(core, name);
  const asPerson = async () => {
    const options: RequestOptions = { headers: {} };
    await kubeconfig.applyToHTTPSOptions(options);
    return options;
  };
  return {
    server: cluster.server,
    client,
    core,
    asPerson,
    async asStranger() {
      const { ca, rejectUnauthorized } = await asPerson();
      return { ca, rejectUnauthorized };
    },
    kubeconfigOf(token) {
      const other = new KubeConfig();
      other.loadFromClusterAndUser(cluster, { name: 'other', token });
      return other.exportConfig();
    },
    namespace: name,
    async remove() {
      await kubelet.end();
      await client.delete(namespace);
    },
  };
}
