import { z } from 'zod';
import { shellExpansion } from '@/lib/net/reference';
import { quote } from '@/lib/net/shell';
import { boundsShape, boundsText, hasBound } from '../bounds';
import { reference, timeoutMs } from '../fields';

export const postgresConfigSchema = z
  .strictObject({
    /** Reference to an address `postgres://user:password@host:port/database?sslmode=…`. */
    url: reference,
    /** A SELECT that gives one row; what is compared is its first column. */
    query: z
      .string()
      .trim()
      .min(1)
      .max(4_000)
      .regex(/^(?:select|with|values|table)\b/i, { error: 'a SELECT: nothing else is asked of a database' })
      .default('SELECT 1'),
    equals: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
    ...boundsShape,
    timeoutMs,
  })
  .refine((config) => config.equals === undefined || !hasBound(config), {
    error: 'either equals or bounds, not both',
    path: ['equals'],
  })
  .refine((config) => config.query === 'SELECT 1' || config.equals !== undefined || hasBound(config), {
    error: 'an expected answer is missing: equals, below, atMost, above or atLeast',
    path: ['query'],
  });
export type PostgresConfig = z.output<typeof postgresConfigSchema>;

/** The same question by `psql`, as read-only and as bounded; the address as `$NAME`. */
export function psqlCommand({ url, query, timeoutMs }: PostgresConfig): string {
  const options = `PGOPTIONS='-c default_transaction_read_only=on -c statement_timeout=${timeoutMs}'`;
  return `${options} psql -XAt -c ${quote(query)} "${shellExpansion(url)}"`;
}

/** What is expected, in signs that read the same in every language. */
export function expectedText(config: PostgresConfig): string {
  const answer = config.equals === undefined ? boundsText(config) : `= ${JSON.stringify(config.equals)}`;
  return answer === '' ? '1' : answer;
}
