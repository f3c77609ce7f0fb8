import { z } from 'zod';
import { pattern } from '@/lib/net/pattern';
import { shellExpansion } from '@/lib/net/reference';
import { quote, quoteWithExpansion } from '@/lib/net/shell';
import { reference, timeoutMs, webAddress } from '../fields';

/** Lines that are shown at least, so that there is something to see. */
const SHOWN_LINES = 5;

/** Ids (`prj_…`, `team_…`) and slugs; nothing that could leave its place in a path. */
const name = z
  .string()
  .max(100)
  .regex(/^\w[\w.-]*$/, { error: 'an id or a name without spaces or slashes' });

export const vercelLogsConfigSchema = z.strictObject({
  /** Project id (`prj_…`) or name. */
  project: name,
  /** Team id (`team_…`) or slug; without it the token's own account. */
  team: name.optional(),
  token: reference,
  environment: z.enum(['production', 'preview']).default('production'),
  /**
   * Source of a regular expression (flag u), looked for in each line that functions wrote and in each request as
   * `GET /api/orders 500`.
   */
  pattern,
  /** How many matching lines are still fine. */
  atMost: z.number().int().min(0).max(9_999).default(0),
  windowSeconds: z.number().int().min(1).max(86_400).default(120),
  /** Where projects are read, and where logs are. */
  baseUrl: webAddress.default('https://api.vercel.com'),
  logsUrl: webAddress.default('https://vercel.com'),
  timeoutMs,
});
export type VercelLogsConfig = z.output<typeof vercelLogsConfigSchema>;

/** One line more than is fine tells that there are too many. */
export const limitOf = ({ atMost }: VercelLogsConfig): number => Math.max(atMost + 1, SHOWN_LINES);

/** The same question to Vercel's command line, as far as it can be asked there. */
export function shellCommand(config: VercelLogsConfig): string {
  const { project, team, environment, windowSeconds } = config;
  const scope = team === undefined ? '' : `--scope ${quote(team)} `;
  const token = `--token ${quoteWithExpansion('', shellExpansion(config.token))}`;
  const which = `--project ${quote(project)} --environment ${environment} --since ${windowSeconds}s --json`;
  return `vercel logs ${which} ${scope}${token} | grep -P ${quote(config.pattern)}`;
}

/** What is expected, in signs that read the same in every language. */
export const expectedText = ({ atMost, windowSeconds }: VercelLogsConfig): string => `≤ ${atMost} · ${windowSeconds} s`;
