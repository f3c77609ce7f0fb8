import { type Asking, answer, UnaskableError } from '../answer';
import { type CheckContext, defineCheck } from '../contract';
import { judgeLines } from '../lines';
import { askQueryApi } from '../query-api';
import { curlCommand, expectedText, type LokiConfig, limitOf, lokiConfigSchema } from './config';
import { readLines, readStreamCount } from './reply';
import { streamSelector } from './selector';

/** How far back streams are looked for: a quiet program is fine, a mistyped name is not. */
const STREAMS_SECONDS = 6 * 3_600;

/**
 * Counts the lines of a query in Loki over the last seconds and shows the newest. `error`: the query's streams do not
 * exist, so that no line means nothing; a query that is refused; a server that cannot be reached.
 */
export const loki = defineCheck({
  id: 'loki',
  label: 'Loki',
  config: lokiConfigSchema,
  manual: false,
  command: curlCommand,
  expected: expectedText,
  ask: (config, context) =>
    answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking, context)),
});

async function ask(config: LokiConfig, asking: Asking, { clock }: CheckContext) {
  const now = clock();
  const limit = limitOf(config);
  const params = {
    query: config.query,
    ...lastSeconds(now, config.windowSeconds),
    limit: String(limit),
    direction: 'backward',
  };
  const lines = readLines(await askQueryApi(config, 'loki/api/v1/query_range', params, asking));
  if (lines.length === 0) await demandStreams(config, now, asking);
  return judgeLines(lines, { atMost: config.atMost, limit });
}

async function demandStreams(config: LokiConfig, now: Date, asking: Asking): Promise<void> {
  const selector = streamSelector(config.query) ?? config.query;
  const params = { 'match[]': selector, ...lastSeconds(now, Math.max(STREAMS_SECONDS, config.windowSeconds)) };
  const count = readStreamCount(await askQueryApi(config, 'loki/api/v1/series', params, asking));
  if (count === 0) throw new UnaskableError(`no log is called ${selector}: nothing was searched`);
}

/** In nanoseconds, as Loki counts. */
function lastSeconds(now: Date, seconds: number): { start: string; end: string } {
  const end = BigInt(now.getTime()) * 1_000_000n;
  return { start: String(end - BigInt(seconds) * 1_000_000_000n), end: String(end) };
}
