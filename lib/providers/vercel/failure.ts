import { describeFailure } from '@/lib/net/failure';
import { ProviderError, type ProviderErrorCode } from '../error';
import { errorReply } from './replies';

/** A refusal by Vercel; `status` and `reason` let a caller find another way. */
export class VercelRefusal extends ProviderError {
  constructor(
    readonly status: number,
    /** Vercel's own `error.code`. */
    readonly reason: string,
    code: ProviderErrorCode,
    message: string,
  ) {
    super(code, message);
  }
}

/** Puts a reply that is no success into a sentence. Vercel's words are quoted, on one line and shortened. */
export function refusalOf(what: string, status: number, body: string): VercelRefusal {
  const { code = '', message = '', limit } = parseError(body);
  const words = message === '' ? `HTTP ${status}` : message.replace(/\s+/g, ' ').slice(0, 300).replace(/\.$/, '');
  const [kind, next] = meaning(status, limit?.resetMs);
  return new VercelRefusal(status, code, kind, `Vercel refused to ${what} (${words}): ${next}.`);
}

/** https://vercel.com/docs/rest-api/errors; 402 is a limit of the plan, 409 and 422 the state of the project. */
function meaning(status: number, resetMs: number | undefined): [ProviderErrorCode, string] {
  if (status === 401 || status === 403)
    return ['auth', 'check that the token is valid, not expired and covers this team and project'];
  if (status === 402) return ['invalid_target', 'the plan of this account does not allow it; choose another target'];
  if (status === 404) return ['not_found', 'check the project, the team and the target'];
  if (status === 409) return ['conflict', 'something else is under way there; look at the project, then plan again'];
  if (status === 429) {
    const until = resetMs === undefined ? 'in a minute' : `after ${new Date(resetMs).toISOString().slice(11, 19)} UTC`;
    return ['rate_limited', `it allows no more calls for now; try again ${until}`];
  }
  if (status >= 500) return ['unavailable', 'try again, and look at vercel-status.com if it persists'];
  return ['failed', 'look at the project on Vercel, then plan again'];
}

function parseError(body: string) {
  try {
    return errorReply.parse(JSON.parse(body)).error;
  } catch {
    return {};
  }
}

/** Puts what the network threw into a sentence; `signal` is the one that the exchange was given. */
export function networkFailure(what: string, host: string, error: unknown, signal: AbortSignal): ProviderError {
  const { kind, text } = describeFailure(error, signal);
  if (signal.aborted)
    return new ProviderError(
      'timeout',
      `Vercel was asked to ${what} and gave ${text}: try again, and look at vercel-status.com if it persists.`,
      { cause: error },
    );
  const lasting = kind === 'tls' || kind === 'refused_address';
  return new ProviderError(
    lasting ? 'failed' : 'unavailable',
    `${host} could not be asked to ${what} (${text}): ${lasting ? 'correct the base URL or its certificate' : 'check the network, then try again'}.`,
    { cause: error },
  );
}
