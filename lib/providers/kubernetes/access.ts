import { KubernetesAccessError, type OpenAccess, accessTo as open } from '@/lib/net/kubernetes';
import type { Credentials } from '../contract';
import { ProviderError } from '../error';
import type { Mask } from '../mask';
import type { KubernetesConfig } from './config';

/** Opens the way to the API for one call. Errors: ProviderError `auth` when a reference or the kubeconfig is unusable. */
export function accessTo(config: KubernetesConfig, credentials: Credentials, mask: Mask): OpenAccess {
  const secrets = { resolve: (reference: string) => credentials.resolve(reference), hide: mask.add };
  const access = open(config, secrets);
  return (signal) =>
    access(signal).catch((error: unknown) => {
      throw error instanceof KubernetesAccessError ? new ProviderError('auth', error.message) : error;
    });
}
