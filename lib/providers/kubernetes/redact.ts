import type { Template } from './objects';
import { isObject, plainTemplate } from './template';

const HIDDEN = '(hidden)';
const HIDDEN_OTHER = '(hidden, another value)';
/** `--db-password=…`, `TOKEN: …` and addresses with a password, wherever people put them. */
const INLINE = [
  {
    pattern:
      /((?:password|passwd|secret|token|credential|api[-_]?key|access[-_]?key)[\w-]*["']?\s*[=:]\s*)[^\s"',;&]+/gi,
    replacement: `$1${HIDDEN}`,
  },
  { pattern: /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/:@'"]*:[^\s/'"]+@/gi, replacement: `$1${HIDDEN}@` },
  { pattern: /\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, replacement: `$1${HIDDEN}` },
] as const;
/** `--password`, whose value is the next word. */
const SECRET_FLAG = /^--?[\w-]*(?:password|passwd|secret|token|credential|api-?key)[\w-]*$/i;

/** Text with what looks like a secret in it hidden. */
export const withoutInlineSecrets = (text: string): string =>
  INLINE.reduce((hidden, { pattern, replacement }) => hidden.replace(pattern, replacement), text);

/**
 * Copies of two templates that people may read: no value of an environment variable or header is in them, only
 * whether it differs between the two.
 */
export function redactBoth(from: Template, to: Template): [Template, Template] {
  const known = new Map<string, string>();
  const hide = (path: string, value: string): string => {
    if (!known.has(path)) known.set(path, value);
    return known.get(path) === value ? HIDDEN : HIDDEN_OTHER;
  };
  return [redact(plainTemplate(from), '', hide) as Template, redact(plainTemplate(to), '', hide) as Template];
}

function redact(value: unknown, path: string, hide: (path: string, value: string) => string): unknown {
  if (typeof value === 'string') return withoutInlineSecrets(value);
  if (Array.isArray(value))
    return value.map((each, index) => {
      const before: unknown = value[index - 1];
      const isFlagsValue = typeof before === 'string' && SECRET_FLAG.test(before) && typeof each === 'string';
      return isFlagsValue ? HIDDEN : redact(each, `${path}/${nameOf(each) ?? index}`, hide);
    });
  if (!isObject(value)) return value;
  // Environment variables and HTTP headers of probes are the lists of name and value in a template.
  const isPair = typeof value.name === 'string' && typeof value.value === 'string';
  return Object.fromEntries(
    Object.entries(value).map(([field, held]) => [
      field,
      isPair && field === 'value' ? hide(path, String(held)) : redact(held, `${path}/${field}`, hide),
    ]),
  );
}

const nameOf = (value: unknown): string | undefined =>
  isObject(value) && typeof value.name === 'string' ? value.name : undefined;
