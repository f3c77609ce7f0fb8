import { describeFailure } from '@/lib/net/failure';
import { ProviderError, type ProviderErrorCode } from '../error';
import { type Call, resourceName } from './call';

/** The server's words for a status are quoted up to here; `message` must be masked already. */
const QUOTED = 300;

interface Refusal {
  call: Call;
  namespace: string;
  server: string;
  status: number;
  /** `message` of the Status object, masked. */
  message: string;
}

/** The ProviderError for an HTTP status of the API. */
export function refusal({ call, namespace, server, status, message }: Refusal): ProviderError {
  const what = `${call.verb} ${resourceName(call)}${call.name === undefined ? '' : ` ${call.name}`}`;
  const place = `namespace ${call.namespace ?? namespace} on ${server}`;
  const quoted = message.replace(/\s+/g, ' ').slice(0, QUOTED);
  const cause = new Error(`${what} in ${place}: ${status} ${quoted}`);
  const error = (code: ProviderErrorCode, text: string) => new ProviderError(code, text, { cause });
  if (status === 401)
    return error(
      'auth',
      `${server} refused these credentials (401): renew the token or certificate that the catalogue refers to.`,
    );
  if (status === 403)
    return error(
      'auth',
      `These credentials may not ${call.verb} ${resourceName(call)} in ${place}: add the verb ${call.verb} on ${resourceName(call)} to their Role.`,
    );
  if (status === 404)
    return error(
      'not_found',
      `There is no ${resourceName(call)} ${call.name ?? ''} in ${place}: check namespace and workload.`,
    );
  if (status === 409 || status === 410)
    return error('conflict', `${what} in ${place} met another change: prepare the plan again.`);
  if (status === 429)
    return error('rate_limited', `${server} allows no more calls for now (429): wait a minute and try again.`);
  if (status >= 500)
    return error(
      'unavailable',
      `${server} cannot answer right now (${status}): try again, and check the control plane.`,
    );
  return error(
    'failed',
    `${server} refused to ${what} in ${place} (${status}: ${quoted}): correct that, then try again.`,
  );
}

/** The ProviderError for an exchange that broke off; `signal` is the one that it was given. */
export function brokenOff(error: unknown, server: string, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  const { kind, text } = describeFailure(error, signal);
  const cause = new Error(`${server}: ${text}`);
  if (signal.aborted)
    return new ProviderError(
      'timeout',
      `${server} did not answer in time (${text}): try again, and check the network.`,
      { cause },
    );
  if (kind === 'tls')
    return new ProviderError('failed', `${server}: ${text}. Give its authority as ca or in the kubeconfig.`, { cause });
  return new ProviderError('unavailable', `${server} cannot be reached (${text}): try again, and check the network.`, {
    cause,
  });
}
