import { z } from 'zod';
import { parseReference } from './reference';

/** Headers whose values are secrets wherever they are used: only references may stand there. */
const SECRET_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
]);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Node's own vocabulary for these decides how a message is framed: not for a config to change. */
const FRAMING = new Set(['connection', 'content-length', 'transfer-encoding', 'upgrade', 'keep-alive', 'expect']);

/** Request headers of a config. Values may be references: `env:NAME`, `file:/path`, `Bearer env:NAME`. */
export const headerFields = z.record(z.string(), z.string().max(4_000)).superRefine((value, context) => {
  for (const [name, text] of Object.entries(value)) {
    const issue = headerProblem(name.toLowerCase(), text);
    if (issue) context.addIssue({ code: 'custom', path: [name], message: issue });
  }
});

function headerProblem(name: string, value: string): string | null {
  if (!TOKEN.test(name)) return 'not a header name';
  if (FRAMING.has(name)) return 'this header is set by Repli';
  if (/[\r\n\0]/.test(value)) return 'a header value is one line';
  if (SECRET_HEADERS.has(name) && !parseReference(value))
    return 'a secret is a reference: env:NAME or "Bearer env:NAME"';
  return null;
}

/** The headers by lower-case name, with references replaced by what `read` gives. Throws what it throws. */
export async function resolvedHeaders(
  headers: Record<string, string>,
  read: (reference: string) => Promise<string>,
): Promise<Record<string, string>> {
  const resolved: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const parsed = parseReference(value);
    resolved[name.toLowerCase()] = parsed ? parsed.prefix + (await read(parsed.reference)) : value;
  }
  return resolved;
}
