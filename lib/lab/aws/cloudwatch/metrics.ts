import type { GetMetricDataInput } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { AwsFault } from '../fault';
import type { Answer } from '../operation';

export const valueArgs = z.object({
  namespace: z.string(),
  name: z.string(),
  dimensions: z.record(z.string(), z.string()).default({}),
  statistic: z.string(),
  atSeconds: z.number(),
  value: z.number(),
});
export type Value = z.output<typeof valueArgs>;

/** As the JSON has it: times are seconds. */
export type MetricDataRequest = Omit<GetMetricDataInput, 'StartTime' | 'EndTime'> & {
  StartTime: number;
  EndTime: number;
};

/** The start is within, the end is not; another set of dimensions is another metric (GetMetricData, API reference). */
export function getMetricData(values: readonly Value[], request: MetricDataRequest, perPage: number): Answer {
  const { StartTime, EndTime, NextToken, ScanBy = 'TimestampDescending' } = request;
  const [query] = request.MetricDataQueries ?? [];
  const { Metric, Stat, Period = 0 } = query?.MetricStat ?? {};
  if (!query || !Metric) throw new AwsFault('ValidationError', 'The emulator knows MetricStat queries only.');
  if (StartTime >= EndTime) throw new AwsFault('ValidationError', 'StartTime must be before EndTime.');
  if (Period % 60 !== 0) throw new AwsFault('ValidationError', 'Period must be a multiple of 60.');
  const wanted = setOf((Metric.Dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']));
  const found = values
    .filter(
      ({ namespace, name, statistic }) =>
        namespace === Metric.Namespace && name === Metric.MetricName && statistic === Stat,
    )
    .filter(
      ({ dimensions, atSeconds }) =>
        setOf(Object.entries(dimensions)) === wanted && atSeconds >= StartTime && atSeconds < EndTime,
    )
    .sort((a, b) => (ScanBy === 'TimestampAscending' ? a.atSeconds - b.atSeconds : b.atSeconds - a.atSeconds));
  const from = Number(NextToken ?? 0);
  const page = found.slice(from, from + perPage);
  const rest = from + perPage < found.length;
  const result = {
    Id: query.Id,
    Label: Metric.MetricName,
    Timestamps: page.map(({ atSeconds }) => atSeconds),
    Values: page.map(({ value }) => value),
    StatusCode: rest ? 'PartialData' : 'Complete',
  };
  return {
    body: { MetricDataResults: [result], Messages: [], ...(rest ? { NextToken: String(from + perPage) } : {}) },
  };
}

const setOf = (pairs: string[][]): string => JSON.stringify([...pairs].sort());
