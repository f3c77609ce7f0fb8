import { z } from 'zod';
import { awsCommandLine, awsConfig } from '@/lib/net/aws';
import { quote } from '@/lib/net/shell';
import { timeoutMs } from '../fields';

/** Lines that are asked for at least, so that there is something to show. */
const SHOWN_LINES = 5;

export const cloudwatchLogsConfigSchema = z.strictObject({
  /** That of the environment or of the profile where the worker runs, unless told. */
  region: awsConfig.shape.region.optional(),
  endpoint: awsConfig.shape.endpoint,
  credentials: awsConfig.shape.credentials,
  /** Name of the log group (CreateLogGroup of the CloudWatch Logs API reference). */
  group: z.string().regex(/^[\w./#-]{1,512}$/, { error: 'the name of a log group, such as /shop/api' }),
  /** A filter pattern of CloudWatch: `ERROR`, `?ERROR ?FATAL`, `{ $.level = "error" }`. */
  pattern: z.string().trim().min(1).max(1_024),
  /** How many matching lines are still fine. A page holds 10,000 at most (FilterLogEvents). */
  atMost: z.number().int().min(0).max(9_999).default(0),
  windowSeconds: z.number().int().min(1).max(86_400).default(120),
  timeoutMs,
});
export type CloudwatchLogsConfig = z.output<typeof cloudwatchLogsConfigSchema>;

/** One line more than is fine tells that there are too many. */
export const limitOf = ({ atMost }: CloudwatchLogsConfig): number => Math.max(atMost + 1, SHOWN_LINES);

/** The same question to the AWS command line. */
export function shellCommand(config: CloudwatchLogsConfig): string {
  const { setup, options } = awsCommandLine(config);
  const start = `$((($(date +%s) - ${config.windowSeconds}) * 1000))`;
  const filter = `--log-group-name ${quote(config.group)} --filter-pattern ${quote(config.pattern)} --start-time ${start}`;
  const words = ['aws logs filter-log-events', options, filter, `--max-items ${limitOf(config)}`];
  return [...setup, words.filter((word) => word !== '').join(' ')].join('; ');
}

/** What is expected, in signs that read the same in every language. */
export const expectedText = ({ atMost, windowSeconds }: CloudwatchLogsConfig): string =>
  `≤ ${atMost} · ${windowSeconds} s`;
