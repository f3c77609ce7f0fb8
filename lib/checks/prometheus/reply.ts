import { z } from 'zod';
import { UnaskableError } from '../answer';
import { type QueryReply, readReply, refusedQuery } from '../query-api';
import type { Series } from '../series';

/** A moment in Unix seconds and a number as text: JSON has no NaN and no infinity. */
const sample = z.tuple([z.number(), z.string()]);
const labels = z.record(z.string(), z.string());
/** A native histogram stands where a number would: absent values are looked for below. */
const instant = z.object({ metric: labels, value: sample.optional() });
const range = z.object({ metric: labels, values: z.array(sample).optional() });

/** prometheus.io/docs/prometheus/latest/querying/api, "Format overview" and "Expression query result formats". */
const success = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('vector'), result: z.array(instant) }),
    z.object({ resultType: z.literal('matrix'), result: z.array(range) }),
    z.object({ resultType: z.literal('scalar'), result: sample }),
    z.object({ resultType: z.literal('string'), result: sample }),
  ]),
  warnings: z.array(z.string()).optional(),
});
const refusal = z.object({ status: z.literal('error'), error: z.string() });
const replySchema = z.discriminatedUnion('status', [success, refusal]);

/** The series of a reply. Throws UnaskableError where there is none that could be compared with a bound. */
export function readSeries(reply: QueryReply, isRange: boolean): Series[] {
  const read = readReply(replySchema, reply);
  if (read.status === 'error') throw refusedQuery(reply, read.error);
  // Data may be missing: what is left could look better than it is.
  if (read.warnings?.[0] !== undefined) throw new UnaskableError(`a warning came with the answer: ${read.warnings[0]}`);
  const { data } = read;
  if (data.resultType === 'string') throw new UnaskableError('the query gives a text, not a number');
  if (data.resultType === 'scalar') return [{ name: '', samples: [toSample(data.result)] }];
  if (data.resultType === 'matrix' && !isRange)
    throw new UnaskableError('the query gives many values of each series: reduce them, as with max_over_time(…)');
  const series = data.result.map((each): Series => {
    const samples = 'values' in each ? (each.values ?? []) : 'value' in each && each.value ? [each.value] : [];
    return { name: nameOf(each.metric), samples: samples.map(toSample) };
  });
  if (series.length === 0) throw new UnaskableError('no data: the query gives nothing');
  if (series.some(({ samples }) => samples.length === 0))
    throw new UnaskableError('the query gives histograms: reduce them, as with histogram_quantile(…)');
  return series;
}

const NUMBERS: Record<string, number> = { '+Inf': Number.POSITIVE_INFINITY, '-Inf': Number.NEGATIVE_INFINITY };

function toSample([atSeconds, text]: z.output<typeof sample>): Series['samples'][number] {
  return { atSeconds, value: NUMBERS[text] ?? Number(text) };
}

function nameOf(metric: Record<string, string>): string {
  const { __name__: name = '', ...rest } = metric;
  const pairs = Object.entries(rest).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}
