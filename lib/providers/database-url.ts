import { ProviderError } from './error';

/** A host name or address, or a placeholder such as `${database.endpoint}` that the run fills in before it starts. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\]|\$\{[\w.-]{1,100}\})$/;
const PREFIX = 'host:';

/** What precedes the host, the host, and the rest with the port. One host only. The last @ ends the user and password. */
const URL_PARTS =
  /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?)([A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\])((?::\d+)?(?:[/?#].*)?)$/is;

/** How the value names the host: as a URL, as a URL under a key of JSON, or as a key of its own. */
export type Shape = { kind: 'url' } | { kind: 'url_key' | 'host_key'; key: string };

/** `host:db-2.example` → `db-2.example`; null when it is no such target. */
export function hostOf(revisionId: string): string | null {
  const host = revisionId.startsWith(PREFIX) ? revisionId.slice(PREFIX.length) : null;
  return host !== null && HOST.test(host) ? host : null;
}

export const isPlaceholder = (host: string): boolean => host.startsWith('${');

/** Where the host stands in a value. Errors: `invalid_target`, with nothing of the value. */
export function readHost(value: string, urlKey: string | undefined): { host: string; shape: Shape } {
  const json = parseObject(value);
  if (!json) return { host: partsOf(value).host, shape: { kind: 'url' } };
  const key = urlKey ?? 'host';
  const text = json[key];
  if (typeof text !== 'string' || text === '')
    throw unfit(`is JSON without the text ${key}: set urlKey to the key that holds the database URL`);
  return urlKey === undefined
    ? { host: text, shape: { kind: 'host_key', key } }
    : { host: partsOf(text).host, shape: { kind: 'url_key', key } };
}

/** The same value, letter by letter, but for its host. Errors: `invalid_target`, with nothing of the value. */
export function withHost(value: string, host: string, urlKey: string | undefined): string {
  const { shape } = readHost(value, urlKey);
  if (shape.kind === 'url') return replaceInUrl(value, host);
  const old = String(parseObject(value)?.[shape.key]);
  const wanted = shape.kind === 'host_key' ? host : replaceInUrl(old, host);
  // In the text itself: writing the JSON anew could change numbers and order.
  const pattern = new RegExp(`(${escaped(JSON.stringify(shape.key))}\\s*:\\s*)${escaped(JSON.stringify(old))}`, 'g');
  if ([...value.matchAll(pattern)].length !== 1)
    throw unfit(`names ${shape.key} in a way that Repli cannot replace safely: store the new value by hand`);
  return value.replace(pattern, (_all, before: string) => before + JSON.stringify(wanted));
}

function replaceInUrl(url: string, host: string): string {
  const { before, after } = partsOf(url);
  return `${before}${host}${after}`;
}

function partsOf(url: string): { before: string; host: string; after: string } {
  const [, before = '', host, after = ''] = URL_PARTS.exec(url) ?? [];
  // An @ further on is a password with a slash in it that nobody has encoded.
  if (host === undefined || after.split('?')[0]?.includes('@'))
    throw unfit('holds no URL with one host: store the new value by hand');
  return { before, host, after };
}

function parseObject(value: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const unfit = (why: string) => new ProviderError('invalid_target', `The value ${why}.`);

/** Below this a part is too common to be hidden without garbling names and commands. */
const SHORTEST_PART = 8;

/**
 * What of a value must never be shown: all of it, and its passwords. One that is a part of `names`, which a plan shows,
 * would take the names with it, and what is written with them.
 */
export function secretPartsOf(value: string, names: readonly string[]): string[] {
  const isHidable = (part: string) => part.length >= SHORTEST_PART && !names.some((name) => name.includes(part));
  return [value, ...passwordsIn(value).filter(isHidable)];
}

/** The password of a URL as it stands, and the text of each key of JSON that is likely to be one. */
function passwordsIn(value: string): string[] {
  const inUrls = [...value.matchAll(/:\/\/[^/?#\s:]*:([^\s"]*)@/g)].map(([, password = '']) => password);
  const inJson = [...value.matchAll(/"[^"]*(?:pass|secret|token|key)[^"]*"\s*:\s*"((?:[^"\\]|\\.)*)"/gi)];
  return [...inUrls, ...inJson.map(([, text = '']) => text)];
}
