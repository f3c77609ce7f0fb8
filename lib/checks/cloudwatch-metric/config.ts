import { z } from 'zod';
import { awsCommandLine, awsConfig } from '@/lib/net/aws';
import { quote } from '@/lib/net/shell';
import { boundsShape, boundsText, hasBound } from '../bounds';
import { timeoutMs } from '../fields';

const SIMPLE = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'];

export const cloudwatchMetricConfigSchema = z
  .strictObject({
    /** That of the environment or of the profile where the worker runs, unless told. */
    region: awsConfig.shape.region.optional(),
    endpoint: awsConfig.shape.endpoint,
    credentials: awsConfig.shape.credentials,
    /** `AWS/ApplicationELB` and `HTTPCode_Target_5XX_Count`: as the console names them. */
    namespace: z.string().regex(/^[^:][^\0]{0,254}$/),
    metric: z.string().min(1).max(255),
    /** All of them, as CloudWatch takes another set of dimensions for another metric; 30 at most. */
    dimensions: z
      .record(z.string().min(1).max(255), z.string().min(1).max(1_024))
      .default({})
      .refine((dimensions) => Object.keys(dimensions).length <= 30, { error: 'at most 30 dimensions' }),
    /** `Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount`, or a percentile such as `p99`. */
    statistic: z
      .string()
      .regex(/^(?:Average|Sum|Minimum|Maximum|SampleCount|p\d{1,2}(?:\.\d{1,10})?)$/, {
        error: 'Average, Sum, Minimum, Maximum, SampleCount, or a percentile such as p99',
      })
      .default('Average'),
    ...boundsShape,
    /** Every value of so long must lie within the bounds. */
    windowSeconds: z.number().int().min(60).max(86_400).default(300),
    /** What one value stands for, in whole minutes. */
    periodSeconds: z.number().int().min(60).max(86_400).multipleOf(60).default(60),
    timeoutMs,
  })
  .refine(hasBound, { error: 'a bound is missing: below, atMost, above or atLeast' })
  .refine(({ windowSeconds, periodSeconds }) => periodSeconds <= windowSeconds, {
    error: 'longer than the window',
    path: ['periodSeconds'],
  });
export type CloudwatchMetricConfig = z.output<typeof cloudwatchMetricConfigSchema>;

/** The same question to the AWS command line. */
export function shellCommand(config: CloudwatchMetricConfig): string {
  const { setup, options } = awsCommandLine(config);
  const { namespace, metric, statistic, periodSeconds, windowSeconds } = config;
  const dimensions = Object.entries(config.dimensions).map(([name, value]) => quote(`Name=${name},Value=${value}`));
  const words = [
    'aws cloudwatch get-metric-statistics',
    options,
    `--namespace ${quote(namespace)} --metric-name ${quote(metric)}`,
    dimensions.length > 0 ? `--dimensions ${dimensions.join(' ')}` : '',
    `${SIMPLE.includes(statistic) ? '--statistics' : '--extended-statistics'} ${statistic} --period ${periodSeconds}`,
    `--start-time $(($(date +%s) - ${windowSeconds})) --end-time $(date +%s)`,
  ];
  return [...setup, words.filter((word) => word !== '').join(' ')].join('; ');
}

/** What is expected, in signs that read the same in every language. */
export const expectedText = (config: CloudwatchMetricConfig): string =>
  `${config.statistic} ${boundsText(config)} · ${config.windowSeconds} s`;
