import { RefusedAddressError } from './guarded-lookup';

/**
 * Why an exchange failed. `service` means that the other side is to blame: it refused, hung up, was silent
 * or showed an expired certificate. The others mean that it could not be asked from here.
 */
export interface Failure {
  kind: 'service' | 'dns' | 'tls' | 'refused_address' | 'network' | 'interrupted';
  /** One line, without any value from the request. */
  text: string;
}

const SERVICE: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed',
  EPIPE: 'connection closed',
  UND_ERR_SOCKET: 'connection closed',
  ETIMEDOUT: 'no answer',
  UND_ERR_CONNECT_TIMEOUT: 'no answer',
  CERT_HAS_EXPIRED: 'certificate expired',
};
const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);
/** Codes of OpenSSL's verification (`X509_V_ERR_…`) and of Node's TLS. */
const TLS = /CERT|TLS|SSL|_SIGNATURE|_ISSUER|SELF_SIGNED|EPROTO/;

const SILENT: Failure = { kind: 'service', text: 'no answer in time' };
const INTERRUPTED: Failure = { kind: 'interrupted', text: 'interrupted before it was answered' };

/**
 * Names what went wrong; `signal` is the one that the exchange was given. An end by timeout is the other side's
 * silence, any other end is an interruption. Never throws.
 */
export function describeFailure(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return isTimeout(signal.reason) ? SILENT : INTERRUPTED;
  for (const each of causes(error)) {
    if (each instanceof RefusedAddressError) return { kind: 'refused_address', text: each.message };
    const failure = byCode('code' in each && typeof each.code === 'string' ? each.code : '');
    if (failure) return failure;
  }
  return { kind: 'network', text: 'the request could not be made' };
}

function byCode(code: string): Failure | undefined {
  const service = SERVICE[code];
  if (service) return { kind: 'service', text: `${service} (${code})` };
  if (DNS.has(code)) return { kind: 'dns', text: `the host name cannot be resolved (${code})` };
  if (code.startsWith('HPE_')) return { kind: 'service', text: `the reply is not HTTP (${code})` };
  if (TLS.test(code)) return { kind: 'tls', text: `the certificate or the encryption cannot be trusted (${code})` };
  if (code.startsWith('E')) return { kind: 'network', text: `the network cannot reach it (${code})` };
  return undefined;
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}

/** The error, its causes, and what an AggregateError (several addresses tried) holds, outermost first. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let each: unknown = error; each instanceof Error && found.length < 8; each = each.cause) {
    if (each instanceof AggregateError) found.push(...each.errors.filter((inner) => inner instanceof Error));
    found.push(each);
  }
  return found;
}
