import { ProviderError, type ProviderErrorCode } from '../error';

interface Rule {
  pattern: RegExp;
  code: ProviderErrorCode;
  /** What happened and what to do, completing "git <verb> on <remote>: …". */
  say: string;
}

/**
 * git has no error codes: with LC_ALL=C its sentences are stable. They come from git's remote-curl.c, http.c, connect.c,
 * transport.c and refs.c, and from OpenSSH. The first rule that matches wins: causes stand before their consequences.
 */
const RULES: readonly Rule[] = [
  {
    pattern: /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/,
    code: 'auth',
    say: "the host's key is not the known one; check with its operator, then correct knownHosts",
  },
  {
    pattern: /detected dubious ownership/,
    code: 'auth',
    say: 'its directory belongs to another account; run the console as that account or change the owner',
  },
  {
    pattern:
      /Authentication failed|could not read (?:Username|Password)|Permission denied|returned error: 40[13]\b|HTTP 40[13]\b|Invalid username or (?:password|token)|Permission to \S+ denied|insufficient permission|access denied|Load key .* error/i,
    code: 'auth',
    say: 'it refused these credentials; check that the referenced secret is valid and may push',
  },
  {
    pattern: /SSL certificate problem|server certificate verification failed|certificate verify failed/i,
    code: 'failed',
    say: "its certificate is not trusted; add its authority to the console's trust store (SSL_CERT_FILE)",
  },
  {
    pattern: /returned error: 30[1278]\b|unable to update url base from redirection/,
    code: 'failed',
    say: 'it answers with a redirect; write the address that it leads to as the remote',
  },
  {
    pattern: /returned error: 429\b|HTTP 429\b|rate limit/i,
    code: 'rate_limited',
    say: 'it allows no more calls for now; wait a minute and try again',
  },
  {
    pattern:
      /Repository not found|repository '[^']*' not found|does not appear to be a git repository|returned error: 404\b|HTTP 404\b/i,
    code: 'not_found',
    say: 'there is no such repository, or these credentials may not see it; check the remote',
  },
  {
    pattern: /No space left on device|Disk quota exceeded/,
    code: 'failed',
    say: "a disk is full; free space in the console's cache directory or on the remote",
  },
  {
    pattern:
      /Could not resolve host|Temporary failure in name resolution|Failed to connect|Connection (?:refused|reset|timed out|closed)|Network is unreachable|No route to host|Operation timed out|Operation too slow|returned error: 5\d\d\b|HTTP 5\d\d\b|Empty reply from server|early EOF|hung up unexpectedly|RPC failed|unexpected disconnect|kex_exchange_identification|SSL_ERROR_SYSCALL|TLS connection was non-properly terminated/i,
    code: 'unavailable',
    say: 'it cannot be reached right now; try again, and check the network or its status page',
  },
];

/** Signs that the cached clone itself is broken and that a fresh one will help. */
const BROKEN_CLONE =
  /object file .* is empty|loose object .* is corrupt|bad object|missing (?:blob|tree|commit)|packfile .* (?:cannot be accessed|is corrupt|does not match index)|not a git repository|invalid (?:object|sha1 pointer)|unable to read (?:tree|sha1 file)|did not send all necessary objects|bad config|index-pack failed|fatal: unresolved deltas/i;

export const isBrokenClone = (stderr: string): boolean => BROKEN_CLONE.test(stderr);

/** `stderr` must be masked already: its last lines are quoted when no rule knows them. */
export function classify(verb: string, remote: string, stderr: string): ProviderError {
  const rule = RULES.find((candidate) => candidate.pattern.test(stderr));
  const cause = new Error(`git ${verb}: ${stderr.slice(-4_000)}`);
  if (rule) return new ProviderError(rule.code, `git ${verb} on ${remote}: ${rule.say}.`, { cause });
  const words = lastWords(stderr);
  return new ProviderError(
    'failed',
    `git ${verb} on ${remote} failed (${words}): look at the repository, then try again.`,
    { cause },
  );
}

function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('hint:'));
  return lines.slice(-2).join(' / ').slice(0, 300) || 'without a word';
}
