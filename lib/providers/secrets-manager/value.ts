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
  secrets.hide(value);
  for (const part of passwordsIn(value)) if (isHidable(part, [secretId, host])) secrets.hide(part);
  return value;
}

/** Below this a part is too common to be hidden without garbling names and commands. */
const SHORTEST_PART = 8;

/** A password that is a part of the names in a plan would take the names with it, and what is written with them. */
const isHidable = (part: string, names: string[]) =>
  part.length >= SHORTEST_PART && !names.some((name) => name.includes(part));

/** The password of a URL as it stands, and the text of each key of JSON that is likely to be one. */
function passwordsIn(value: string): string[] {
  const inUrls = [...value.matchAll(/:\/\/[^/?#\s:]*:([^\s"]*)@/g)].map(([, password = '']) => password);
  const inJson = [...value.matchAll(/"[^"]*(?:pass|secret|token|key)[^"]*"\s*:\s*"((?:[^"\\]|\\.)*)"/gi)];
  return [...inUrls, ...inJson.map(([, text = '']) => text)];
}
