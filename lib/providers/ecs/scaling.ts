import { ProviderError } from '../error';
import type { Ecs } from './client';

/** How many tasks Application Auto Scaling lets the service have. */
export interface Scaling {
  min: number;
  max: number;
}

/**
 * What scales the service by itself; null where nothing does, and where these credentials may not look
 * (`application-autoscaling:DescribeScalableTargets`): scaling moves no image, so no plan waits for it.
 */
export async function readScaling(ecs: Ecs, signal: AbortSignal): Promise<Scaling | null> {
  const { cluster, service } = ecs.config;
  const wanted = {
    ServiceNamespace: 'ecs',
    ResourceIds: [`service/${cluster}/${service}`],
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
  const reply = await ecs
    .callScaling(signal, (client, { DescribeScalableTargetsCommand }, options) =>
      client.send(new DescribeScalableTargetsCommand({ ...wanted, ResourceIds: [...wanted.ResourceIds] }), options),
    )
    .catch((error: unknown) => {
      if (error instanceof ProviderError && !signal.aborted) return null;
      throw error;
    });
  const [target] = reply?.ScalableTargets ?? [];
  return target?.MinCapacity === undefined || target.MaxCapacity === undefined
    ? null
    : { min: target.MinCapacity, max: target.MaxCapacity };
}
