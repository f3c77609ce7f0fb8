import type { Route53Client } from '@aws-sdk/client-route-53';
import { type AwsAsk, awsAsk, awsClientOptions } from '../aws';
import type { Credentials } from '../contract';
import type { Route53Config } from './config';

/** Two weighted records of one name, and a way to ask Route 53 about them. */
export interface Route53 {
  config: Route53Config;
  /** The records in sentences. */
  name: string;
  /** Errors: see `awsCall`. */
  call: AwsAsk<typeof import('@aws-sdk/client-route-53'), Route53Client>;
}

export function createRoute53(config: Route53Config, credentials: Credentials): Route53 {
  const name = `the weighted ${config.type} records of ${config.name} (${config.hostedZone})`;
  const connect = async () => {
    const sdk = await import('@aws-sdk/client-route-53');
    return { sdk, client: new sdk.Route53Client(awsClientOptions(config, credentials)) };
  };
  return { config, name, call: awsAsk(name, config, connect) };
}
