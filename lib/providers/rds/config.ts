import { z } from 'zod';
import { awsConfig } from '../aws';

/** CreateDBInstance of the API reference, `DBInstanceIdentifier`. */
const identifier = z.string().regex(/^[a-z](?!.*--)(?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
  error: 'Expected the identifier of a DB instance in small letters, such as shop-db, not an ARN or an endpoint',
});

export const rdsConfig = awsConfig.extend({
  /** The instance that the component started with; what was restored from it belongs to the component too. */
  instance: identifier,
  /** When a restore that does not end counts as failed: large databases take hours. */
  convergeSeconds: z.number().int().min(60).max(86_400).default(3_600),
});
export type RdsConfig = z.output<typeof rdsConfig>;
