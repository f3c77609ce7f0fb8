import { secretPartsOf } from '../database-url';
import { ProviderError } from '../error';
import type { Secrets } from './client';
import { labelOf } from './versions';

/**
 * Reads a value into memory, and has it hidden before anybody sees it. `host` is the one that is shown. Errors:
 * `invalid_target` for bytes.
 */
export async function readValue(
  secrets: Secrets,
  versionId: string,
  host: string,
  signal: AbortSignal,
): Promise<string> {
  const { secretId } = secrets.config;
  const reply = await secrets.call(signal, (client, { GetSecretValueCommand }, options) =>
    client.send(new GetSecretValueCommand({ SecretId: secretId, VersionId: versionId }), options),
  );
  const value = reply.SecretString;
  if (value === undefined)
    throw new ProviderError(
      'invalid_target',
      `Version ${labelOf(versionId)} of ${secrets.name} holds bytes, not text: store the new value by hand.`,
    );
  for (const part of secretPartsOf(value, [secretId, host])) secrets.hide(part);
  return value;
}
