import type { Credentials } from '../contract';
import { createMask, type Mask, maskedCredentials } from '../mask';
import { accessTo } from './access';
import { type Api, createApi } from './api';
import type { KubernetesConfig } from './config';
import { type KindName, parseWorkload } from './kinds';

/** All that one connection needs. */
export interface Kubernetes {
  config: KubernetesConfig;
  api: Api;
  clock: () => Date;
  mask: Mask;
  kind: KindName;
  name: string;
  /** `deployment/web in shop`, for sentences. */
  title: string;
}

export function createKubernetes(
  config: KubernetesConfig,
  context: { clock: () => Date; credentials: Credentials },
): Kubernetes {
  const mask = createMask();
  // A whole kubeconfig is no secret, and each of its lines would be one to the mask: `access.ts` adds the keys in it.
  const plain = context.credentials;
  const masked = maskedCredentials(plain, mask);
  const credentials: Credentials = {
    resolve: (reference) => (reference === config.token ? masked : plain).resolve(reference),
  };
  return {
    config,
    api: createApi({
      open: accessTo(config, credentials, mask),
      mask,
      namespace: config.namespace,
      timeoutMs: config.timeoutSeconds * 1_000,
    }),
    clock: context.clock,
    mask,
    ...parseWorkload(config.workload),
    title: `${config.workload} in ${config.namespace}`,
  };
}
