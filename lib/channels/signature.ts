import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADERS = {
  timestamp: 'x-repli-timestamp',
  signature: 'x-repli-signature',
  messageId: 'x-repli-message-id',
} as const;

/** How old a message may be before a receiver should take it for a replay. */
const TOLERANCE_SECONDS = 300;

/** `v1=` and the hex HMAC-SHA-256 of `<timestamp>.<body>` under the shared secret; `timestamp` in Unix seconds. */
export function signature(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * For receivers: whether a message is ours, unaltered and at most five minutes old.
 * `headers` have lower-case names; `body` is the raw text, before any parsing. A signature header may list
 * several signatures with commas, so that a secret can be changed without losing a message.
 */
export function verifySignature(
  secret: string,
  headers: Record<string, string | string[] | undefined>,
  body: string,
  now: Date = new Date(),
): boolean {
  const timestamp = Number(headers[SIGNATURE_HEADERS.timestamp]);
  const given = headers[SIGNATURE_HEADERS.signature];
  if (!Number.isInteger(timestamp) || typeof given !== 'string') return false;
  if (Math.abs(now.getTime() / 1_000 - timestamp) > TOLERANCE_SECONDS) return false;
  const wanted = Buffer.from(signature(secret, timestamp, body));
  return given.split(',').some((each) => {
    const candidate = Buffer.from(each.trim());
    return candidate.length === wanted.length && timingSafeEqual(candidate, wanted);
  });
}
