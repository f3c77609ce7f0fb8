import type { CreateDBInstanceMessage } from '@aws-sdk/client-rds';
import type { Rds } from '../client';
import { rdsCodeOf } from '../failure';

/** Names that follow from that of their cluster: Amazon refuses a second one. All fit what it takes: see `LONGEST_NAME`. */
export const writerName = (cluster: string): string => `${cluster}-1`;
/** Not by a number alone: a second try of the restore makes the cluster `<name>-2`. */
export const readerName = (cluster: string, index: number): string => `${cluster}-reader-${index + 1}`;

/** "Up to 15 Aurora Replicas" (Aurora user guide, "Replication with Amazon Aurora"); names have 63 letters at most. */
export const LONGEST_NAME = 63 - readerName('', 14).length;

/** Asks for an instance of a cluster. One of this name that is there is the one that another process of this run made. */
export async function createInstance(
  rds: Rds,
  cluster: string,
  name: string,
  settings: Record<string, unknown>,
  signal: AbortSignal,
): Promise<void> {
  const input = { ...settings, DBInstanceIdentifier: name, DBClusterIdentifier: cluster } as CreateDBInstanceMessage;
  try {
    await rds.call(signal, (client, { CreateDBInstanceCommand }, options) =>
      client.send(new CreateDBInstanceCommand(input), options),
    );
  } catch (error) {
    if (rdsCodeOf(error) !== 'DBInstanceAlreadyExists') throw error;
  }
}
