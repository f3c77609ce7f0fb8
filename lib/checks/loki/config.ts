import { z } from 'zod';
import { quote } from '@/lib/net/shell';
import { hasOneLogin, ONE_LOGIN, queryApiShape, queryCommand } from '../query-api';
import { streamSelector } from './selector';

/** Lines that are asked for at least, so that there is something to show. */
const SHOWN_LINES = 5;

export const lokiConfigSchema = z
  .strictObject({
    ...queryApiShape,
    /** LogQL that gives lines: `{app="shop"} |= "ERROR"`. They are counted here, not by the query. */
    query: z
      .string()
      .trim()
      .max(4_000)
      .refine((value) => streamSelector(value) !== null, {
        error: 'a query that gives lines and begins with its streams: {app="shop"} |= "ERROR"',
      }),
    /** How many matching lines are still fine. Loki gives 5,000 lines of one query at most (`max_entries_limit_per_query`). */
    atMost: z.number().int().min(0).max(4_999).default(0),
    windowSeconds: z.number().int().min(1).max(86_400).default(120),
  })
  .refine(hasOneLogin, ONE_LOGIN);
export type LokiConfig = z.output<typeof lokiConfigSchema>;

/** One line more than is fine tells that there are too many. */
export const limitOf = ({ atMost }: LokiConfig): number => Math.max(atMost + 1, SHOWN_LINES);

/** The same question as a `curl` command, secrets as `$NAME`. */
export function curlCommand(config: LokiConfig): string {
  return queryCommand(config, 'loki/api/v1/query_range', {
    query: quote(config.query),
    since: `${config.windowSeconds}s`,
    limit: String(limitOf(config)),
  });
}

/** What is expected, in signs that read the same in every language. */
export function expectedText({ atMost, windowSeconds }: LokiConfig): string {
  return `≤ ${atMost} · ${windowSeconds} s`;
}
