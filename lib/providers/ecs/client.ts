import type { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import type { ECSClient } from '@aws-sdk/client-ecs';
import { type AwsAsk, awsAsk, awsClientOptions } from '../aws';
import type { Credentials } from '../contract';
import type { EcsConfig } from './config';

/** One service of one cluster, and a way to ask Amazon about it. */
export interface Ecs {
  config: EcsConfig;
  clock: () => Date;
  credentials: Credentials;
  /** Has a text masked in whatever leaves this connection. */
  hide(text: string): void;
  /** The service in sentences. */
  name: string;
  /** Errors: see `awsCall`. */
  call: AwsAsk<typeof import('@aws-sdk/client-ecs'), ECSClient>;
  /** The service that scales it. Errors: as `call`. */
  callScaling: AwsAsk<typeof import('@aws-sdk/client-application-auto-scaling'), ApplicationAutoScalingClient>;
}

export function createEcs(config: EcsConfig, context: Pick<Ecs, 'clock' | 'credentials' | 'hide'>): Ecs {
  const name = `service ${config.service} of cluster ${config.cluster} (${config.region})`;
  const connect = async () => {
    const sdk = await import('@aws-sdk/client-ecs');
    return { sdk, client: new sdk.ECSClient(awsClientOptions(config, context.credentials)) };
  };
  const connectScaling = async () => {
    const sdk = await import('@aws-sdk/client-application-auto-scaling');
    return { sdk, client: new sdk.ApplicationAutoScalingClient(awsClientOptions(config, context.credentials)) };
  };
  return {
    config,
    ...context,
    name,
    call: awsAsk(name, config, connect),
    callScaling: awsAsk(name, config, connectScaling),
  };
}
