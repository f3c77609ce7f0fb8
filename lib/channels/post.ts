import { setTimeout as sleep } from 'node:timers/promises';
import { describeFailure } from '@/lib/net/failure';
import { type GuardedResponse, guardedRequest } from '@/lib/net/guarded-request';
import { ChannelError, type DeliveryContext } from './contract';

/** A receiver answers when it has noted the message, not when it has acted on it. */
const DEADLINE_MS = 10_000;
const MAX_REPLY_BYTES = 64 * 1024;
/** A receiver that wants to be asked again so soon is asked again at once; for longer the queue comes back. */
const LONGEST_WAIT_MS = 5_000;

export interface Posting {
  url: URL;
  method?: string;
  headers?: Record<string, string>;
  body: string;
  /** A PEM certificate to trust beside the well-known ones. */
  ca?: string | undefined;
}

export interface Posted {
  status: number;
  host: string;
  body: string;
  /** `200 from hooks.example.com` */
  evidence: string;
}

/**
 * Posts JSON once; a 429 or 503 that names a short wait is honoured. Redirects are not followed: a message goes where the
 * catalogue says. Throws ChannelError where the network fails; every status is the caller's to judge.
 */
export async function post(posting: Posting, context: DeliveryContext): Promise<Posted> {
  const { url } = posting;
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(DEADLINE_MS)]);
  const exchange = async (): Promise<GuardedResponse> =>
    guardedRequest({
      url,
      method: posting.method ?? 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...posting.headers },
      body: posting.body,
      ca: posting.ca,
      signal,
      maxBodyBytes: MAX_REPLY_BYTES,
    });
  try {
    let reply = await exchange();
    const waitMs = waitOf(reply, context.clock());
    if (waitMs !== null && waitMs <= LONGEST_WAIT_MS) {
      await sleep(waitMs, undefined, { signal });
      reply = await exchange();
    }
    const { status, body } = reply;
    const longMs = waitOf(reply, context.clock());
    const wait = longMs === null ? '' : `, which asks to wait ${Math.ceil(longMs / 1_000)} s`;
    return { status, body, host: url.host, evidence: `${status} from ${url.host}${wait}` };
  } catch (error) {
    const failure = describeFailure(error, signal);
    throw new ChannelError(`${url.host}: ${failure.text}`, failure.kind !== 'refused_address', { cause: error });
  }
}

/** 408, 429 and 5xx: the same message may well be taken later. */
export function isWorthRepeating(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Throws ChannelError unless the status is a success. `said`: the receiver's own reason, without secrets. */
export function demandSuccess({ status, evidence }: Posted, said = ''): void {
  if (status >= 200 && status < 300) return;
  throw new ChannelError(said === '' ? evidence : `${evidence}: ${said}`, isWorthRepeating(status));
}

/** How long the receiver wants to be left alone (RFC 9110, "Retry-After": seconds or a date); null where it says nothing. */
function waitOf({ status, retryAfter }: GuardedResponse, now: Date): number | null {
  if ((status !== 429 && status !== 503) || retryAfter === undefined) return null;
  const waitMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now.getTime();
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}
