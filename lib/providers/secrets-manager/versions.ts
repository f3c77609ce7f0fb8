import type { DescribeSecretResponse } from '@aws-sdk/client-secrets-manager';
import { ProviderError } from '../error';
import type { Secrets } from './client';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';
export const PENDING = 'AWSPENDING';

export interface Version {
  id: string;
  stages: string[];
  createdAtMs: number;
}

export interface SecretState {
  secret: DescribeSecretResponse;
  /** Newest first. */
  versions: Version[];
  current: Version;
}

/** `a1b2c3d4-5678-…` → `a1b2c3d4`. */
export const labelOf = (id: string): string => id.slice(0, 8);

/** Newest first, and one order for two of the same moment. */
export const byAge = (a: Pick<Version, 'id' | 'createdAtMs'>, b: Pick<Version, 'id' | 'createdAtMs'>): number =>
  b.createdAtMs - a.createdAtMs || (a.id < b.id ? -1 : 1);

/** Values are never asked for here. Errors: `not_found` without a current version, those of the calls. */
export async function readSecret(secrets: Secrets, signal: AbortSignal): Promise<SecretState> {
  const secret = await describeSecret(secrets, signal);
  return { secret, ...(await readVersions(secrets, signal)) };
}

/** Errors: `invalid_target` when the secret is marked for deletion, those of the call. */
async function describeSecret(secrets: Secrets, signal: AbortSignal): Promise<DescribeSecretResponse> {
  const { secretId } = secrets.config;
  const secret = await secrets.call(signal, (client, { DescribeSecretCommand }, options) =>
    client.send(new DescribeSecretCommand({ SecretId: secretId }), options),
  );
  // Its versions cannot be read until then.
  if (secret.DeletedDate)
    throw new ProviderError(
      'invalid_target',
      `The ${secrets.name} is marked for deletion: run aws secretsmanager restore-secret first.`,
    );
  return secret;
}

/** All versions, those without a stage too, which Amazon lists in no particular order. */
export async function readVersions(secrets: Secrets, signal: AbortSignal): Promise<Omit<SecretState, 'secret'>> {
  const versions: Version[] = [];
  for (let NextToken: string | undefined; ; ) {
    const input = { SecretId: secrets.config.secretId, IncludeDeprecated: true, MaxResults: 100 };
    const page = await secrets.call(signal, (client, { ListSecretVersionIdsCommand }, options) =>
      client.send(new ListSecretVersionIdsCommand({ ...input, ...(NextToken ? { NextToken } : {}) }), options),
    );
    for (const { VersionId: id, VersionStages: stages = [], CreatedDate: at } of page.Versions ?? [])
      if (id !== undefined) versions.push({ id, stages, createdAtMs: at?.getTime() ?? 0 });
    NextToken = page.NextToken;
    if (!NextToken) break;
  }
  const current = versions.find(({ stages }) => stages.includes(CURRENT));
  if (!current)
    throw new ProviderError(
      'not_found',
      `The ${secrets.name} has no current version: store a value in it before it can be put back.`,
    );
  return { versions: versions.sort(byAge), current };
}
