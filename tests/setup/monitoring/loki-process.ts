/**
 * A Loki of its own process: streams with lines, selected by equal labels and filtered by `|= "…"`. Formats, statuses
 * and limits: grafana.com/docs/loki/latest/reference/loki-http-api; refusals are plain text, as in grafana/loki,
 * pkg/util/server and pkg/querier/http.go.
 */
import type { Call, Emulator, Reply } from '@/lib/lab/emulator/contract';
import { runEmulator } from '@/lib/lab/emulator/run';

/** Default of `max_entries_limit_per_query`. */
const MAX_ENTRIES = 5_000;

interface Stream {
  stream: Record<string, string>;
  /** Moments in Unix seconds. */
  lines: [number, string][];
}

function createLoki({ authorization }: Record<string, unknown>): Emulator {
  let streams: Stream[] = [];
  return {
    handle(call) {
      if (authorization !== undefined && call.headers.authorization !== authorization)
        return { status: 401, body: `no credentials: ${call.headers.authorization}\n` };
      // With auth_enabled, a call without a tenant is refused (weaveworks/common, user.ErrNoOrgID).
      if (call.headers['x-scope-orgid'] === undefined) return { status: 401, body: 'no org id\n' };
      if (call.method !== 'GET') return { status: 405, body: '' };
      if (call.path === '/loki/api/v1/query_range') return range(call, streams);
      if (call.path === '/loki/api/v1/series') return series(call, streams);
      return { status: 404, body: '404 page not found\n' };
    },
    isWrite: () => false,
    refusal: () => ({ status: 503, body: 'server busy\n' }),
    actions: {
      hold(args) {
        streams = args.streams as Stream[];
      },
    },
    everything: () => streams,
  };
}

const parseError = (what: string): Reply => ({ status: 400, body: `parse error at line 1, col 1: ${what}` });

function range({ query }: Call, streams: Stream[]): Reply {
  const limit = Number(query.get('limit') ?? 100);
  if (limit > MAX_ENTRIES)
    return {
      status: 400,
      body: `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MAX_ENTRIES})\n`,
    };
  const asked = query.get('query') ?? '';
  if (asked.startsWith('sum(')) return success({ resultType: 'matrix', result: [] });
  const parsed = /^(\{[^}]*\})\s*(?:\|=\s*"([^"]*)")?$/.exec(asked);
  if (!parsed) return parseError('syntax error: unexpected IDENTIFIER');
  const [, selector = '', text = ''] = parsed;
  const [start, end] = [nanoseconds(query, 'start'), nanoseconds(query, 'end')];
  if (start === null || end === null) return parseError('could not parse start or end');
  const newest = streams
    .filter(({ stream }) => matches(selector, stream))
    .flatMap(({ stream, lines }) => lines.map(([at, line]) => ({ stream, at: BigInt(at) * 1_000_000_000n, line })))
    // The end is not part of the range.
    .filter(({ at, line }) => at >= start && at < end && line.includes(text))
    .sort((a, b) => Number(b.at - a.at))
    .slice(0, limit);
  const result = [...new Set(newest.map(({ stream }) => stream))].map((stream) => ({
    stream,
    values: newest.filter((each) => each.stream === stream).map(({ at, line }) => [String(at), line]),
  }));
  return success({ resultType: 'streams', result, stats: {} });
}

function series({ query }: Call, streams: Stream[]): Reply {
  const selector = query.get('match[]');
  if (selector === null) return { status: 400, body: '0 matcher sets\n' };
  return success(streams.map(({ stream }) => stream).filter((stream) => matches(selector, stream)));
}

function matches(selector: string, stream: Record<string, string>): boolean {
  return [...selector.matchAll(/(\w+)="([^"]*)"/g)].every(([, label = '', value]) => stream[label] === value);
}

function nanoseconds(query: URLSearchParams, name: string): bigint | null {
  const value = query.get(name);
  return value !== null && /^\d{19}$/.test(value) ? BigInt(value) : null;
}

const success = (data: unknown): Reply => ({ status: 200, body: { status: 'success', data } });

runEmulator(createLoki);
