const HIDDEN = '[secret]';

/** Shapes that only secrets have. Digests, commits and ARNs must pass: they are the identity of targets. */
const SECRETS: readonly { pattern: RegExp; replacement: string }[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, replacement: HIDDEN },
  // Credentials in a URL; the password may hold anything but white space, slashes and quotes.
  { pattern: /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/:@'"]{0,200}:[^\s/'"]{1,200}@/gi, replacement: `$1${HIDDEN}@` },
  { pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,255})/g, replacement: HIDDEN },
  { pattern: /\bxox[a-z]-[\w-]{10,255}/g, replacement: HIDDEN },
  { pattern: /\bsk-[A-Za-z0-9_-]{20,255}/g, replacement: HIDDEN },
  { pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{8,2000}/g, replacement: HIDDEN },
  { pattern: /\b(authorization\s*:\s*(?:bearer|basic)\s+)[^\s'"]{4,2000}/gi, replacement: `$1${HIDDEN}` },
  // A name that ends like a secret, an equals sign and a literal: `$NAME` and `env:NAME` are references and stay.
  {
    pattern:
      /\b((?:\w{0,60}_)?(?:password|passwd|secret|token|api_?key|secret_?access_?key)\s?=\s?)(?!\$|env:|file:|\[)['"]?[^\s'"&;,]{4,500}['"]?/gi,
    replacement: `$1${HIDDEN}`,
  },
];

/** The text without what looks like a secret. */
export function hideSecrets(text: string): string {
  return SECRETS.reduce((hidden, { pattern, replacement }) => hidden.replace(pattern, replacement), text);
}

/**
 * Rule 9: secret values never reach an event. Providers and checks keep them out in the first place; this is the last
 * line, on everything that `decide` returns, text pasted by people included. Nothing is blocked: the rest goes through.
 */
export function withoutSecrets<T>(value: T): T {
  if (typeof value === 'string') return hideSecrets(value) as T;
  if (Array.isArray(value)) return value.map(withoutSecrets) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, withoutSecrets(held)])) as T;
}
