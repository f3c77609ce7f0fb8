import { z } from 'zod';
import { secretReference as reference } from '@/lib/net/reference';
import { awsConfig } from '../aws';

/** CreateDBInstance and CreateDBCluster of the API reference, `DBInstanceIdentifier` and `DBClusterIdentifier`. */
const IDENTIFIER = /^[a-z](?!.*--)(?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const column = z.string().min(1).max(63);

export const rdsConfig = z
  .object({
    /** The instance that the component started with; what was restored from it belongs to the component too. */
    instance: z
      .string()
      .regex(IDENTIFIER, {
        error: 'Expected the identifier of a DB instance in small letters, such as shop-db, not an ARN or an endpoint',
      })
      .optional(),
    /** Instead of an instance: the Aurora cluster that the component started with. */
    cluster: z
      .string()
      .regex(IDENTIFIER, {
        error: 'Expected the identifier of an Aurora cluster in small letters, such as shop, not an ARN or an endpoint',
      })
      .optional(),
    ...awsConfig.shape,
    /** When a restore that does not end counts as failed: large databases take hours. */
    convergeSeconds: z.number().int().min(60).max(86_400).default(3_600),
    /** Where the rows written since a restore point are counted: a PostgreSQL database, which is only read. */
    rows: z
      .object({
        /** Reference to the address of the database that the application uses, as an account that may only read. */
        url: reference,
        /** Says when a row was written, in every table that has a timestamp of this name. */
        column: column.optional(),
        /** The same for single tables, by `table` or `schema.table`. */
        columns: z.record(z.string().min(1).max(130), column).default({}),
      })
      .optional(),
  })
  .superRefine(({ instance, cluster }, context) => {
    if ((instance === undefined) !== (cluster === undefined)) return;
    const path = [instance === undefined ? 'instance' : 'cluster'];
    context.addIssue({ code: 'custom', path, message: 'Expected an instance or a cluster: one of the two' });
  });
export type RdsConfig = z.output<typeof rdsConfig>;
