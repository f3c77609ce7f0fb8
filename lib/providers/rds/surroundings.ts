import { ProviderError } from '../error';
import type { Rds } from './client';
import type { Instance } from './lineage';

/** DB instances of the account in this region; null where the credentials may not look. */
export async function readQuota(rds: Rds, signal: AbortSignal): Promise<{ used: number; most: number } | null> {
  const reply = await unlessRefused(
    rds.call(signal, (client, { DescribeAccountAttributesCommand }, options) =>
      client.send(new DescribeAccountAttributesCommand({}), options),
    ),
  );
  const quota = reply?.AccountQuotas?.find(({ AccountQuotaName }) => AccountQuotaName === 'DBInstances');
  return quota?.Used === undefined || quota.Max === undefined ? null : { used: quota.Used, most: quota.Max };
}

/** Names of blue/green deployments that the database is part of; null where the credentials may not look. */
export async function readReleases(rds: Rds, current: Instance, signal: AbortSignal): Promise<string[] | null> {
  const reply = await unlessRefused(
    rds.call(signal, (client, { DescribeBlueGreenDeploymentsCommand }, options) =>
      client.send(new DescribeBlueGreenDeploymentsCommand({}), options),
    ),
  );
  if (!reply) return null;
  const own = (reply.BlueGreenDeployments ?? []).filter(
    ({ Source, Target }) => Source === current.DBInstanceArn || Target === current.DBInstanceArn,
  );
  return own.map(({ BlueGreenDeploymentName: name = '', Status = '' }) => `${name} (${Status})`);
}

/** What only warns must not stop a plan. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'auth' && /may not/.test(error.message)) return null;
    throw error;
  }
}
