import { awsClientOptions } from '@/lib/net/aws';
import { type Asking, answer, UnaskableError } from '../answer';
import { awsRefusal } from '../aws';
import { type CheckContext, defineCheck } from '../contract';
import { judgeSeries } from '../series';
import { type CloudwatchMetricConfig, cloudwatchMetricConfigSchema, expectedText, shellCommand } from './config';

/** A day of minutes fits into one page (GetMetricData: 100,800 values). */
const MOST_PAGES = 5;

/**
 * Compares the values of one metric over the last periods with bounds. `error`: no value at all, as of a metric whose
 * name or dimensions are wrong, values that are only a part, or a refused login: then nothing is known.
 */
export const cloudwatchMetric = defineCheck({
  id: 'cloudwatch-metric',
  label: 'CloudWatch metric',
  config: cloudwatchMetricConfigSchema,
  manual: false,
  command: shellCommand,
  expected: expectedText,
  ask: (config, context) =>
    answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking, context)),
});

async function ask(config: CloudwatchMetricConfig, { secrets, signal }: Asking, { clock }: CheckContext) {
  const { CloudWatchClient, GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = new CloudWatchClient(awsClientOptions(config, { resolve: secrets.read }));
  const samples: { atSeconds: number; value: number }[] = [];
  const input = inputOf(config, clock());
  try {
    for (let page = 0, NextToken: string | undefined; ; page++) {
      if (page === MOST_PAGES) throw new UnaskableError('too much to read: narrow the window or widen the period');
      const command = new GetMetricDataCommand({ ...input, ...(NextToken ? { NextToken } : {}) });
      const reply = await client.send(command, { abortSignal: signal });
      const [result] = reply.MetricDataResults ?? [];
      // PartialData is what the next page completes (GetMetricData of the API reference).
      if (result?.StatusCode === 'Forbidden' || result?.StatusCode === 'InternalError')
        throw new UnaskableError(`${result.StatusCode}: ${result.Messages?.[0]?.Value ?? config.metric}`);
      for (const [at, time] of (result?.Timestamps ?? []).entries())
        samples.push({ atSeconds: time.getTime() / 1_000, value: result?.Values?.[at] ?? Number.NaN });
      NextToken = reply.NextToken;
      if (!NextToken) break;
    }
  } catch (error) {
    throw awsRefusal(error) ?? error;
  } finally {
    client.destroy();
  }
  if (samples.length === 0)
    throw new UnaskableError(`no data for ${config.metric} in ${config.windowSeconds} s: check name and dimensions`);
  return judgeSeries([{ name: '', samples }], config, null);
}

/** Whole periods only: the one that has just begun would look better than it is. */
function inputOf(
  { namespace, metric, dimensions, statistic, windowSeconds, periodSeconds }: CloudwatchMetricConfig,
  now: Date,
) {
  const endSeconds = Math.floor(now.getTime() / 1_000 / periodSeconds) * periodSeconds;
  const periods = Math.ceil(windowSeconds / periodSeconds);
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions };
  return {
    MetricDataQueries: [
      { Id: 'asked', MetricStat: { Metric, Period: periodSeconds, Stat: statistic }, ReturnData: true },
    ],
    StartTime: new Date((endSeconds - periods * periodSeconds) * 1_000),
    EndTime: new Date(endSeconds * 1_000),
    ScanBy: 'TimestampAscending' as const,
  };
}
