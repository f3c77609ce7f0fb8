import type { z } from 'zod';
import { ProviderError, type ProviderErrorCode } from '../error';

interface Rule {
  pattern: RegExp;
  code: ProviderErrorCode;
  /** What happened and what to do, completing "docker … on HOST: …". */
  say: string;
}

/**
 * The command lines have no error codes. The sentences come from docker/cli and moby (client/errors.go, registry), Go's
 * crypto/tls, docker/compose, and for version 1 of it Python's requests. The first rule that matches wins: causes stand
 * before their consequences.
 */
const RULES: readonly Rule[] = [
  {
    pattern:
      /permission denied while trying to connect|bad certificate|certificate required|unknown certificate authority|alert unknown ca|PermissionError\(13|Permission denied \(publickey|unauthorized:|authentication required|no basic auth credentials|pull access denied|denied: requested access/i,
    code: 'auth',
    say: 'it refused these credentials; check the group of the socket, the client certificate or the login of the registry',
  },
  {
    pattern: /toomanyrequests|rate limit/i,
    code: 'rate_limited',
    say: 'it allows no more calls for now; wait, or log in to the registry',
  },
  {
    pattern: /No such image|manifest unknown|manifest for .* not found/i,
    code: 'not_found',
    say: 'the image is neither on the host nor in the registry; choose another one',
  },
  {
    pattern: /no such service/i,
    code: 'not_found',
    say: 'the project has no such service; correct the service or the profiles in the catalogue',
  },
  {
    pattern:
      /no configuration file provided|\.ya?ml: no such file|Can't find a suitable configuration file|No such file or directory: '[^']+\.ya?ml'/i,
    code: 'not_found',
    say: 'there is no compose file; correct the directory or the files in the catalogue',
  },
  {
    pattern: /no space left on device/i,
    code: 'failed',
    say: 'its disk is full; free space there (docker system df)',
  },
  {
    pattern:
      /Cannot connect to the Docker daemon|error during connect|connection refused|connection reset|i\/o timeout|TLS handshake timeout|no such host|unexpected EOF|503 Service Unavailable|Could not resolve hostname|Connection timed out|Error while fetching server API version|Connection aborted|Read timed out/i,
    code: 'unavailable',
    say: 'it cannot be reached right now; check that Docker runs there and try again',
  },
];

/** `stderr` must be masked already: its last lines are quoted when no rule knows them. */
export function classify(what: string, host: string, stderr: string): ProviderError {
  const rule = RULES.find(({ pattern }) => pattern.test(stderr));
  const cause = new Error(`${what}: ${stderr.slice(-4_000)}`);
  if (rule) return new ProviderError(rule.code, `${what} on ${host}: ${rule.say}.`, { cause });
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const words = lines.slice(-2).join(' / ').slice(0, 300) || 'without a word';
  return new ProviderError(
    'failed',
    `${what} on ${host} failed (${words}): look at the project there, then try again.`,
    {
      cause,
    },
  );
}

/** An answer of a form that is not known: another program under that name, or a version to come. */
export function unreadable(what: string, cause: unknown): ProviderError {
  return new ProviderError('failed', `${what} answered in a form that Repli does not know: check its version.`, {
    cause,
  });
}

/** Reads one JSON object a line. Errors: ProviderError `failed`. */
export function readLines<S extends z.ZodType>(schema: S, what: string, stdout: string): z.output<S>[] {
  try {
    return stdout
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => schema.parse(JSON.parse(line)));
  } catch (cause) {
    throw unreadable(what, cause);
  }
}
