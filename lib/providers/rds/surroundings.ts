import { ProviderError } from '../error';
import type { Rds } from './client';
import type { Database } from './database';

/** Of how many the account has how many in this region. */
export interface Quota {
  /** Begins the codes of what is said about it. */
  code: string;
  noun: string;
  used: number;
  most: number;
  /** How many more a restore makes. */
  needed: number;
}

/** By the names of DescribeAccountAttributes. */
const QUOTAS: Record<string, Pick<Quota, 'code' | 'noun'>> = {
  DBInstances: { code: 'quota', noun: 'DB instances' },
  DBClusters: { code: 'cluster_quota', noun: 'DB clusters' },
};

/** What a restore uses up; null where the credentials may not look. */
export async function readQuotas(rds: Rds, current: Database, signal: AbortSignal): Promise<Quota[] | null> {
  const reply = await unlessRefused(
    rds.call(signal, (client, { DescribeAccountAttributesCommand }, options) =>
      client.send(new DescribeAccountAttributesCommand({}), options),
    ),
  );
  const uses = rds.kind.uses(current);
  const quotas = (reply?.AccountQuotas ?? []).flatMap(({ AccountQuotaName: name = '', Used: used, Max: most }) => {
    const [words, needed] = [QUOTAS[name], uses[name]];
    const isSaid = words && needed !== undefined && used !== undefined && most !== undefined;
    return isSaid ? [{ ...words, used, most, needed }] : [];
  });
  return quotas.length === 0 ? null : quotas;
}

/** Names of blue/green deployments that the database is part of; null where the credentials may not look. */
export async function readReleases(rds: Rds, current: Database, signal: AbortSignal): Promise<string[] | null> {
  const reply = await unlessRefused(
    rds.call(signal, (client, { DescribeBlueGreenDeploymentsCommand }, options) =>
      client.send(new DescribeBlueGreenDeploymentsCommand({}), options),
    ),
  );
  if (!reply) return null;
  const own = (reply.BlueGreenDeployments ?? []).filter(
    ({ Source, Target }) => Source === current.arn || Target === current.arn,
  );
  return own.map(({ BlueGreenDeploymentName: name = '', Status = '' }) => `${name} (${Status})`);
}

/** What only warns must not stop a plan. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // Not there in this region, this partition, or for now: what a plan needs is asked for by other calls.
    const isMissing = error.code === 'unavailable' || error.code === 'failed';
    if (isMissing || (error.code === 'auth' && /may not/.test(error.message))) return null;
    throw error;
  }
}
