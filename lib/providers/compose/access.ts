import { withDockerEnvironment } from '@/lib/net/docker';
import { parseReference } from '@/lib/net/reference';
import type { Credentials } from '../contract';
import type { ComposeConfig } from './config';

/**
 * Resolves the credentials for one call into its whole environment, as a deployment has it in its shell. Errors:
 * ProviderError `auth` when a reference is unresolved.
 */
export function withAccess<T>(
  config: ComposeConfig,
  credentials: Credentials,
  use: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  return withDockerEnvironment(config, credentials.resolve, async (docker) => {
    const env: Record<string, string> = { ...docker, COMPOSE_ANSI: 'never', COMPOSE_PROGRESS: 'plain' };
    for (const [name, value] of Object.entries(config.variables))
      env[name] = isReference(value) ? await credentials.resolve(value) : value;
    return use(env);
  });
}

/** A whole reference: `Bearer env:NAME` is text, as a shell would have it. */
export const isReference = (value: string): boolean => parseReference(value)?.prefix === '';
