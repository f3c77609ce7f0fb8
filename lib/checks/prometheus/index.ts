import { type Asking, answer } from '../answer';
import { type CheckContext, defineCheck } from '../contract';
import { askQueryApi } from '../query-api';
import { judgeSeries } from '../series';
import { curlCommand, expectedText, type PrometheusConfig, prometheusConfigSchema, windowOf } from './config';
import { readSeries } from './reply';

/**
 * Asks Prometheus, or what speaks its API, for numbers and compares them with bounds. `error`: no data, NaN, a gap in
 * the window, a query that is refused, or a server that cannot be reached: then nothing is known of the service.
 */
export const prometheus = defineCheck({
  id: 'prometheus',
  label: 'Prometheus',
  config: prometheusConfigSchema,
  manual: false,
  command: curlCommand,
  expected: expectedText,
  ask: (config, context) =>
    answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking, context)),
});

async function ask(config: PrometheusConfig, asking: Asking, { clock }: CheckContext) {
  const window = windowOf(config);
  const end = Math.floor(clock().getTime() / 1_000);
  const { query } = config;
  const reply = window
    ? await askQueryApi(
        config,
        'api/v1/query_range',
        {
          query,
          start: String(end - window.stepSeconds * window.steps),
          end: String(end),
          step: String(window.stepSeconds),
        },
        asking,
      )
    : await askQueryApi(config, 'api/v1/query', { query, time: String(end) }, asking);
  return judgeSeries(readSeries(reply, window !== null), config, window);
}
