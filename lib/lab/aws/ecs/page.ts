import type { Answer } from '../operation';

/** One page of a list of ARNs; what the token says is the service's own matter. */
export function page(
  key: string,
  arns: string[],
  { maxResults = 100, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
): Answer {
  const from = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, 'base64url').toString());
  const to = from + Math.min(maxResults, 100);
  const more = to < arns.length ? { nextToken: Buffer.from(String(to)).toString('base64url') } : {};
  return { body: { [key]: arns.slice(from, to), ...more } };
}
