/**
 * A Prometheus of its own process that knows series by the query that gives them. Formats, statuses and limits:
 * prometheus.io/docs/prometheus/latest/querying/api and prometheus/prometheus, web/api/v1/api.go; how a sample is looked
 * up: prometheus.io/docs/prometheus/latest/querying/basics, "Staleness".
 */
import type { Call, Emulator, Reply } from '@/lib/lab/emulator/contract';
import { runEmulator } from '@/lib/lab/emulator/run';

/** Default of `--query.lookback-delta`. */
const LOOKBACK_SECONDS = 300;
const MAX_POINTS = 11_000;

interface Series {
  metric: Record<string, string>;
  /** Moments in Unix seconds. A value is text, as on the wire; null says that the series is stale from there on. */
  samples: [number, string | null][];
}

interface Answer {
  resultType?: 'vector' | 'scalar' | 'string' | 'matrix';
  series?: Series[];
  /** Stands in `data.result` as it is. */
  raw?: unknown;
  warnings?: string[];
  /** The reply as a whole. */
  reply?: Reply;
}

function createPrometheus({ authorization }: Record<string, unknown>): Emulator {
  const answers = new Map<string, Answer>();
  const tenants: unknown[] = [];
  return {
    handle(call) {
      tenants.push(call.headers['x-scope-orgid'] ?? null);
      if (authorization !== undefined && call.headers.authorization !== authorization)
        return { status: 401, body: `Unauthorized: ${call.headers.authorization}` };
      if (call.method !== 'GET') return { status: 405, body: 'Method Not Allowed' };
      if (call.path === '/api/v1/query') return instant(call, answers);
      if (call.path === '/api/v1/query_range') return range(call, answers);
      return { status: 404, body: '404 page not found' };
    },
    isWrite: () => false,
    refusal: () => ({ status: 503, body: refused('timeout', 'query timed out in expression evaluation') }),
    actions: { answer: ({ query, ...answer }) => void answers.set(String(query), answer) },
    everything: () => ({ tenants }),
  };
}

const refused = (errorType: string, error: string) => ({ status: 'error', errorType, error });
const bad = (error: string): Reply => ({ status: 400, body: refused('bad_data', error) });

function instant({ query }: Call, answers: Map<string, Answer>): Reply {
  const asked = query.get('query') ?? '';
  const at = Number(query.get('time') ?? Date.now() / 1_000);
  if (Number.isNaN(at)) return bad('invalid parameter "time"');
  if (asked === '')
    return bad('invalid parameter "query": unknown position: parse error: no expression found in input');
  const { reply, raw, resultType = 'vector', series = [], warnings } = answers.get(asked) ?? {};
  if (reply) return reply;
  const result =
    raw ??
    series.flatMap(({ metric, samples }) => {
      const value = valueAt(samples, at);
      return value === null ? [] : [{ metric, value: [at, value] }];
    });
  return success(resultType, result, warnings);
}

function range({ query }: Call, answers: Map<string, Answer>): Reply {
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(query.get(name) ?? Number.NaN));
  if (start === undefined || end === undefined || step === undefined || [start, end, step].some(Number.isNaN))
    return bad('invalid parameter "start": cannot parse "" to a valid timestamp');
  if (end < start) return bad('invalid parameter "end": end timestamp must not be before start time');
  if (step <= 0) return bad('zero or negative query resolution step widths are not accepted. Try a positive integer');
  if ((end - start) / step > MAX_POINTS) return bad('exceeded maximum resolution of 11,000 points per timeseries.');
  const { reply, raw, series = [], warnings } = answers.get(query.get('query') ?? '') ?? {};
  if (reply) return reply;
  const moments = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step);
  const result =
    raw ??
    series.flatMap(({ metric, samples }) => {
      const values = moments.flatMap((at) => {
        const value = valueAt(samples, at);
        return value === null ? [] : [[at, value]];
      });
      return values.length === 0 ? [] : [{ metric, values }];
    });
  return success('matrix', result, warnings);
}

/** The newest sample at or before a moment, not older than the lookback; none once the series is stale. */
function valueAt(samples: Series['samples'], at: number): string | null {
  const [moment = 0, value = null] = samples.filter(([each]) => each <= at).at(-1) ?? [];
  return at - moment < LOOKBACK_SECONDS ? value : null;
}

const success = (resultType: string, result: unknown, warnings?: string[]): Reply => ({
  status: 200,
  body: { status: 'success', data: { resultType, result }, ...(warnings ? { warnings } : {}) },
});

runEmulator(createPrometheus);
