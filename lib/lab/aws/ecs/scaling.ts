import * as sdk from '@aws-sdk/client-application-auto-scaling';
import type { Call, Emulator } from '../../emulator/contract';
import { AwsFault } from '../fault';
import { jsonWire } from '../json';
import type { Answer } from '../operation';
import type { World } from './world';

const TARGET = 'AnyScaleFrontendService';

export const isScaling = ({ headers }: Call): boolean => String(headers['x-amz-target'] ?? '').startsWith(TARGET);

/** Application Auto Scaling as far as a plan asks it (API reference, DescribeScalableTargets). */
export const scalingWire = (world: World): Pick<Emulator, 'handle'> =>
  jsonWire({
    sdk,
    service: 'application-autoscaling',
    target: TARGET,
    identity: world.identity,
    operations: { DescribeScalableTargets: (input: sdk.DescribeScalableTargetsRequest) => describe(world, input) },
    writes: new Set(),
  });

function describe(
  { services, scaling }: World,
  { ServiceNamespace, ResourceIds, ScalableDimension }: sdk.DescribeScalableTargetsRequest,
): Answer {
  if (ServiceNamespace !== 'ecs') throw new AwsFault('ValidationException', 'Unsupported service namespace');
  const [service] = services;
  const ResourceId = `service/${service?.cluster}/${service?.name}`;
  const isAsked = ResourceIds === undefined || ResourceIds.includes(ResourceId);
  const dimension = ScalableDimension ?? 'ecs:service:DesiredCount';
  if (!scaling || !isAsked || dimension !== 'ecs:service:DesiredCount') return { body: { ScalableTargets: [] } };
  const { min: MinCapacity, max: MaxCapacity } = scaling;
  const target = { ServiceNamespace, ResourceId, ScalableDimension: dimension, MinCapacity, MaxCapacity };
  const made = { RoleARN: 'arn:aws:iam::123456789012:role/scaling', CreationTime: 1_767_225_600 };
  return { body: { ScalableTargets: [{ ...target, ...made }] } };
}
