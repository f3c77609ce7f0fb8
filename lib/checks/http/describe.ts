import { parseReference, shellExpansion } from '@/lib/net/reference';
import { quote, quoteWithExpansion } from '@/lib/net/shell';
import { allHeaders, bodyText, type HttpConfig, wantedStatuses } from './config';

/** The same question as a `curl` command, secrets as `$NAME`. */
export function curlCommand(config: HttpConfig): string {
  const words = ['curl', '-sS', '-i', '--max-time', String(config.timeoutMs / 1_000)];
  if (!wantedStatuses(config).some(isRedirect)) words.push('-L', '--max-redirs', '5');
  if (config.ca !== undefined) words.push('--cacert', certificateFile(config.ca));
  if (config.method === 'HEAD') words.push('-I');
  else if (config.method !== 'GET') words.push('-X', config.method);
  for (const [name, value] of Object.entries(allHeaders(config))) words.push('-H', headerWord(name, value));
  const body = bodyText(config);
  if (body !== undefined) words.push('--data-raw', quote(body));
  return [...words, quote(config.url)].join(' ');
}

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function headerWord(name: string, value: string): string {
  const parsed = parseReference(value);
  return parsed
    ? quoteWithExpansion(`${name}: ${parsed.prefix}`, shellExpansion(parsed.reference))
    : quote(`${name}: ${value}`);
}

function certificateFile(reference: string): string {
  return reference.startsWith('file:') ? quote(reference.slice(5)) : `<(printf %s "$${reference.slice(4)}")`;
}

/** What is expected, in signs that read the same in every language. */
export function expectedText(config: HttpConfig): string {
  return [
    wantedStatuses(config).join(' / '),
    config.json && `${config.json.path} = ${JSON.stringify(config.json.equals)}`,
    config.bodyPattern && `/${config.bodyPattern}/`,
    config.maxLatencyMs && `≤ ${config.maxLatencyMs} ms`,
    config.tlsExpiresInDays && `TLS ≥ ${config.tlsExpiresInDays} d`,
  ]
    .filter(Boolean)
    .join(' · ');
}
