import { type GuardedResponse, guardedRequest } from '@/lib/net/guarded-request';
import { isRedirect } from './describe';

const MAX_REDIRECTS = 5;
const MAX_BODY_BYTES = 256 * 1024;

/** The service answers with redirects that lead nowhere: its own fault, unlike a network's. */
export class RedirectError extends Error {
  override readonly name = 'RedirectError';
}

export interface Question {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  ca: string | undefined;
  signal: AbortSignal;
}

/**
 * Asks, and follows up to 5 redirects unless their status is wanted; each address on the way is guarded.
 * Another origin is given none of the headers or the body. Throws RedirectError, or what guardedRequest throws.
 */
export async function askFollowing(question: Question, wanted: number[]): Promise<GuardedResponse> {
  let next = question;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const reply = await guardedRequest({ ...next, maxBodyBytes: MAX_BODY_BYTES });
    if (!isRedirect(reply.status) || wanted.includes(reply.status) || reply.location === undefined) return reply;
    next = redirected(next, reply.status, reply.location);
  }
  throw new RedirectError(`more than ${MAX_REDIRECTS} redirects`);
}

function redirected(from: Question, status: number, location: string): Question {
  if (!URL.canParse(location, from.url)) throw new RedirectError('a redirect without a valid address');
  const url = new URL(location, from.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new RedirectError(`a redirect to ${url.protocol}`);
  // Fetch standard, "HTTP-redirect fetch": 303, and POST on 301 and 302, become GET.
  const toGet = status === 303 ? from.method !== 'HEAD' : status <= 302 && from.method === 'POST';
  const elsewhere = url.origin !== from.url.origin;
  if (elsewhere && !toGet && from.body !== undefined)
    throw new RedirectError(`a redirect to ${url.host}, which is not sent the body`);
  const { 'content-type': _contentType, ...withoutType } = from.headers;
  return {
    ...from,
    url,
    method: toGet ? 'GET' : from.method,
    body: toGet ? undefined : from.body,
    headers: elsewhere ? {} : toGet ? withoutType : from.headers,
  };
}
