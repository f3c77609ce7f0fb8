const HIDDEN = '•••';

/** How secrets stand in lines that programs write, whatever their values are. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // `password=…`, `"api_key": "…"`, `--db-token …`
  [
    /((?:password|passwd|passphrase|secret|token|credential|api[-_]?key|access[-_]?key)[\w-]*["']?\s*[=:]\s*["']?)(?!bearer\b|basic\b)[^\s"',;&]+/gi,
    `$1${HIDDEN}`,
  ],
  [/(\s--?[\w-]*(?:password|secret|token|api-?key)[\w-]*\s+)[^\s-]\S*/gi, `$1${HIDDEN}`],
  // An address with a login.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/:@'"]*:[^\s/'"]+@/gi, `$1${HIDDEN}@`],
  [/\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, `$1${HIDDEN}`],
  // What services document of their own tokens: JWT (RFC 7519), AWS, GitHub, GitLab, Slack, Stripe.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, HIDDEN],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|[sr]k_live_\w{16,})/g, HIDDEN],
];

/** A line of a log, or any text that a program wrote, with what looks like a secret in it hidden. */
export function withoutInlineSecrets(text: string): string {
  return SHAPES.reduce((hidden, [shape, stand]) => hidden.replace(shape, stand), text);
}
