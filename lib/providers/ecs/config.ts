import { z } from 'zod';
import { awsConfig } from '../aws';

/** Names of clusters and services: CreateService and CreateCluster of the ECS API reference. */
const name = z.string().regex(/^[A-Za-z0-9_-]{1,255}$/, { error: 'Expected a name, such as shop, not an ARN' });

export const ecsConfig = awsConfig.extend({
  cluster: name,
  service: name,
  /** The variable of its containers that holds a database URL, where that stands in the task definition itself. */
  urlVariable: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/, { error: 'Expected the name of a variable, such as DATABASE_URL' })
    .optional(),
  /** When a deployment that does not end counts as failed. Amazon's own circuit breaker may never decide. */
  convergeSeconds: z.number().int().min(30).max(7_200).default(900),
});
export type EcsConfig = z.output<typeof ecsConfig>;
