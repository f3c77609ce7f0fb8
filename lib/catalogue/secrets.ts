import type { Finding, Path } from './mistake';

/** Keys that hold a secret, as opposed to ones that name it (`secretId`, `tokenName`). */
const SECRET_KEY =
  /^(?:authorization|passphrase|.*(?:password|secret|token|api[-_]?key|private[-_]?key|access[-_]?key|ssh[-_]?key))$/i;
const REFERENCE = /^(?:[A-Za-z]+ )?(?:env:\S+|file:\S.*|credential:\S+)$/;

/** Shapes that services document for their own secrets, wherever they stand. */
const LITERALS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,})/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\bhooks\.slack\.com\/services\/T[A-Z0-9]+\//,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\b[sr]k_live_[A-Za-z0-9]{16,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
];

/** Every secret that is written in the file instead of being referenced. Findings never hold the value. */
export function findWrittenSecrets(value: unknown, path: Path = []): Finding[] {
  if (typeof value === 'string') {
    const key = path.at(-1);
    const namedSo = typeof key === 'string' && SECRET_KEY.test(key) && !REFERENCE.test(value);
    const looksSo = LITERALS.some((pattern) => pattern.test(value));
    return namedSo || looksSo ? [{ path, code: 'written_secret', params: { name: envName(path) } }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => findWrittenSecrets(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => findWrittenSecrets(item, [...path, key]));
}

/** A name to propose for the variable: `token` → `TOKEN`, `apiKey` → `API_KEY`. */
function envName(path: Path): string {
  const key = [...path].reverse().find((part) => typeof part === 'string');
  return String(key ?? 'secret')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
