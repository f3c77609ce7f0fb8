import { ProviderError, type ProviderErrorCode } from '../error';

interface Rule {
  pattern: RegExp;
  code: ProviderErrorCode;
  advice: string;
}

/**
 * Migration tools have no error codes in common: they print what the database or its driver said. The sentences are those
 * of PostgreSQL (src/backend), MySQL (errmsg), their drivers and Node. The first rule that matches wins.
 */
const RULES: readonly Rule[] = [
  {
    pattern:
      /password authentication failed|no pg_hba\.conf entry|role "[^"]*" does not exist|permission denied|must be owner of|Access denied for user|\b(28P01|28000|42501)\b/i,
    code: 'auth',
    advice: 'correct the user, password or rights that the variables give it',
  },
  {
    pattern: /too many (?:clients|connections)|remaining connection slots|\b53[23]00\b/i,
    code: 'rate_limited',
    advice: 'the database has no room for now; try again in a moment',
  },
  {
    pattern:
      /starting up|shutting down|in recovery mode|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|Connection refused|Connection terminated|connection (?:was )?(?:closed|reset|lost)|closed the connection|could not (?:connect|translate host)|Can't connect to|\b57P0[123]\b/i,
    code: 'unavailable',
    advice: 'its database cannot be reached right now; try again, and look at the server if it persists',
  },
];

/** `output` must be masked already: its last lines are quoted. */
export function commandFailure(what: string, exitCode: number, output: string): ProviderError {
  const rule = RULES.find(({ pattern }) => pattern.test(output));
  const cause = new Error(`${what}: ${output.slice(-4_000)}`);
  const advice = rule?.advice ?? 'read what it says, and look at the database, before you try again';
  const said = lastLines(output) || 'without a word';
  const fate = exitCode === -1 ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
  return new ProviderError(rule?.code ?? 'failed', `${what} ${fate} (${said}). What to do: ${advice}.`, { cause });
}

const SHOWN_LINES = 3;
const SHOWN = 300;

/** The end of an output in one line, for evidence. */
export function lastLines(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(-SHOWN_LINES)
    .join(' / ')
    .slice(-SHOWN);
}
