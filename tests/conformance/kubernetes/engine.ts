import { randomUUID } from 'node:crypto';
import type { RequestOptions } from 'node:https';
import { KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';

/** The cluster that KUBECONFIG names. Not `~/.kube/config`: nobody meant that one for tests. */
export const kubeconfigFile = process.env.KUBECONFIG || undefined;

export interface Engine {
  server: string;
  client: KubernetesObjectApi;
  /** What a request carries as the person of the kubeconfig. */
  asPerson(): Promise<RequestOptions>;
  /** The same without saying who: for credentials that the server refuses in its own words. */
  asStranger(): Promise<RequestOptions>;
  /** Made by these tests, and removed by `remove` with all that is in it. */
  namespace: string;
  remove(): Promise<void>;
}

/** A namespace of its own in that cluster. */
export async function openEngine(): Promise<Engine> {
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromDefault();
  const client = KubernetesObjectApi.makeApiClient(kubeconfig);
  const name = `repli-conformance-${randomUUID().slice(0, 8)}`;
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'repli-conformance' } },
  };
  await client.create(namespace);
  const asPerson = async () => {
    const options: RequestOptions = { headers: {} };
    await kubeconfig.applyToHTTPSOptions(options);
    return options;
  };
  return {
    server: kubeconfig.getCurrentCluster()?.server ?? '',
    client,
    asPerson,
    async asStranger() {
      const { ca, rejectUnauthorized } = await asPerson();
      return { ca, rejectUnauthorized };
    },
    namespace: name,
    remove: async () => void (await client.delete(namespace)),
  };
}
