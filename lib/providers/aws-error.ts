import { ProviderError, type ProviderErrorCode } from './error';

/**
 * Codes that mean the same in every service: "Common Errors" of each API reference, and the transient and throttling
 * codes of the SDKs' retry strategies.
 */
const CODES: readonly [ProviderErrorCode, RegExp][] = [
  ['rate_limited', /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown|PriorRequestNotComplete)/],
  [
    'auth',
    /^(AccessDenied|NotAuthorized|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|RequestExpired|MissingAuthenticationToken|IncompleteSignature|OptInRequired|InvalidAccessKeyId|CredentialsProviderError|TokenProviderError|AuthFailure)/,
  ],
  ['not_found', /(NotFound(Exception|Fault)?|^NoSuch\w+)$/],
  ['conflict', /^(Conflict|UpdateInProgress)/],
  ['unavailable', /^(ServiceUnavailable|InternalFailure|InternalError|InternalServerError|ServerException)/],
];

/** The SDK's error as one of ours. */
export function awsError(error: unknown, subject: string): ProviderError {
  if (error instanceof ProviderError) return error;
  const { name, message, status, network } = readError(error);
  const code = codeOf(name, status, network);
  // Never the SDK's own error: it holds the reply and its headers.
  return new ProviderError(code, sentence(code, name, message, subject), { cause: new Error(`${name}: ${message}`) });
}

/** Amazon's own code of an error that `awsError` made, such as `ClientException`. */
export function awsCodeOf(error: unknown): string {
  return error instanceof ProviderError && error.cause instanceof Error
    ? (error.cause.message.split(':')[0] ?? '')
    : '';
}

function codeOf(name: string, status: number, network: boolean): ProviderErrorCode {
  const known = CODES.find(([, pattern]) => pattern.test(name));
  if (known) return known[0];
  if (network) return 'unavailable';
  if (status === 429) return 'rate_limited';
  if (status === 401 || status === 403) return 'auth';
  return status >= 500 ? 'unavailable' : 'failed';
}

function readError(error: unknown): { name: string; message: string; status: number; network: boolean } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), status: 0, network: false };
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: unknown };
  // Node's codes, such as ECONNREFUSED.
  const network = typeof code === 'string' && /^E[A-Z_]+$/.test(code);
  return {
    name: network ? code : error.name,
    message: error.message.slice(0, 500),
    status: $metadata?.httpStatusCode ?? 0,
    network,
  };
}

function sentence(code: ProviderErrorCode, name: string, message: string, subject: string): string {
  switch (code) {
    case 'auth':
      return refused(name, message, subject);
    case 'rate_limited':
      return `Amazon allows no more calls about ${subject} for now (${name}): try again in a moment.`;
    case 'unavailable':
      return `Amazon cannot be reached about ${subject} (${name}): try again, and look at its status page if it persists.`;
    case 'not_found':
      return `Amazon does not know ${subject} (${name}): correct the component in the catalogue.`;
    case 'conflict':
      return `Amazon is busy with another change of ${subject} (${name}): look at it, then make a new plan.`;
    default:
      return `Amazon refused a call about ${subject}: ${message} (${name}).`;
  }
}

function refused(name: string, message: string, subject: string): string {
  // "User: … is not authorized to perform: ecs:UpdateService on resource: …" (IAM user guide, access denied messages).
  const action = /perform: ([\w-]+:\w+)/.exec(message)?.[1];
  if (action) return `The credentials may not ${action} on ${subject}: allow this action in their IAM policy.`;
  if (/^(ExpiredToken|RequestExpired)/.test(name))
    return `The credentials for ${subject} have expired (${name}): renew them, then try again.`;
  return `Amazon does not accept the credentials for ${subject} (${name}): correct them where the console runs.`;
}
