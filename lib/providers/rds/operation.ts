import { z } from 'zod';
import type { Operation } from '../contract';
import type { Rds } from './client';
import type { Database } from './database';

/** What `start` leaves in the log: the name under the kind of the database. */
const operationSchema = z
  .object({
    instance: z.string().optional(),
    cluster: z.string().optional(),
    startedAt: z.iso.datetime(),
    endpoint: z.string().optional(),
    /** A person has tried it again, and knows what was missing. */
    retried: z.boolean().optional(),
  })
  .transform(({ instance, cluster, ...rest }) => ({ name: instance ?? cluster ?? '', ...rest }));
export type Started = z.output<typeof operationSchema>;

export const readOperation = ({ data }: Operation): Started => operationSchema.parse(data);

/**
 * `endpoint` is for the steps that follow. Amazon gives that of an instance once it is reachable, but it is known before:
 * its name, and what follows the name of every one of this account and region. `watch` checks it.
 */
export function operationFor(rds: Rds, made: Database, evidence: string, old?: Database): Operation {
  const suffix = old?.endpoint?.replace(/^[^.]+/, '');
  const endpoint = made.endpoint ?? (suffix === undefined ? undefined : made.id + suffix);
  const port = made.port ?? old?.port;
  return {
    id: made.id,
    evidence,
    data: {
      [rds.kind.id]: made.id,
      startedAt: rds.clock().toISOString(),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(port === undefined ? {} : { port }),
    },
  };
}
