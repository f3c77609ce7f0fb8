import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type AwsAsk, awsAsk, awsClientOptions } from '../aws';
import type { Credentials } from '../contract';
import { nameOf, type SecretsManagerConfig } from './config';

/** One secret, and a way to ask Amazon about it. */
export interface Secrets {
  config: SecretsManagerConfig;
  /** The secret in sentences. */
  name: string;
  clock: () => Date;
  /** Remembers what no answer, error or log may show. */
  hide: (secret: string) => void;
  /** Errors: see `awsCall`. */
  call: AwsAsk<typeof import('@aws-sdk/client-secrets-manager'), SecretsManagerClient>;
}

export function createSecrets(
  config: SecretsManagerConfig,
  context: { clock: () => Date; credentials: Credentials; hide: (secret: string) => void },
): Secrets {
  const name = `secret ${nameOf(config)} (${config.region})`;
  const connect = async () => {
    const sdk = await import('@aws-sdk/client-secrets-manager');
    return { sdk, client: new sdk.SecretsManagerClient(awsClientOptions(config, context.credentials)) };
  };
  return { config, name, clock: context.clock, hide: context.hide, call: awsAsk(name, config, connect) };
}
