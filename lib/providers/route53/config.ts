import { z } from 'zod';
import { awsConfig } from '../aws';

/** Without `=`, `,` and spaces, which separate them in a revision. */
const identifier = z.string().regex(/^[\w.:/-]{1,128}$/, { error: 'Expected a set identifier, such as blue' });

export const route53Config = awsConfig.extend({
  /** Route 53 is one for the world; its calls are signed for this region (China: cn-northwest-1). */
  region: awsConfig.shape.region.default('us-east-1'),
  /** Amazon's own begin with Z, which its API nowhere promises. */
  hostedZone: z.string().regex(/^[A-Z0-9]{1,32}$/, { error: "Expected a hosted zone's id, such as Z0123456789" }),
  /** Of both records, such as api.example.com. */
  name: z
    .string()
    .max(255)
    .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/i, { error: 'Expected a name, such as api.example.com' })
    .transform((name) => name.toLowerCase()),
  type: z.enum(['A', 'AAAA', 'CNAME']).default('A'),
  /** Set identifiers: the version to fall back on, and the one that new deployments go to. */
  blue: identifier.default('blue'),
  green: identifier.default('green'),
  /** Shares of green that can be chosen lie so far apart, in percent. */
  stepPercent: z.number().int().min(1).max(50).default(10),
  /** The share that a version gets first while the checks decide. */
  canaryPercent: z.number().int().min(1).max(50).default(10),
  /** How long that share is held before the rest follows; with it, both full shares can be chosen in two stages. */
  canaryHoldSeconds: z.number().int().min(10).max(86_400).optional(),
});
export type Route53Config = z.output<typeof route53Config>;
