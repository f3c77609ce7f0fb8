import { z } from 'zod';
import { quote } from '@/lib/net/shell';
import { boundsShape, boundsText, hasBound } from '../bounds';
import { hasOneLogin, ONE_LOGIN, queryApiShape, queryCommand } from '../query-api';

export const prometheusConfigSchema = z
  .strictObject({
    ...queryApiShape,
    /** PromQL; every series that it gives must lie within the bounds. */
    query: z.string().trim().min(1).max(4_000),
    ...boundsShape,
    /** The bounds must have held for so long; without it only the value of now is asked. */
    windowSeconds: z.number().int().min(1).max(86_400).optional(),
    /** How far apart the window is looked at; a sixtieth of it unless told. */
    stepSeconds: z.number().int().min(1).max(3_600).optional(),
  })
  .refine(hasBound, { error: 'a bound is missing: below, atMost, above or atLeast' })
  .refine(hasOneLogin, ONE_LOGIN)
  .refine(({ windowSeconds, stepSeconds }) => !stepSeconds || (windowSeconds ?? 0) >= stepSeconds, {
    error: 'needs a windowSeconds that is at least as long',
    path: ['stepSeconds'],
  })
  // What a server evaluates for one query at most (prometheus/prometheus, web/api/v1: "exceeded maximum resolution").
  .refine(({ windowSeconds = 0, stepSeconds = windowSeconds }) => windowSeconds / (stepSeconds || 1) <= 11_000, {
    error: 'too short for this window: it would be looked at more than 11,000 times',
    path: ['stepSeconds'],
  });
export type PrometheusConfig = z.output<typeof prometheusConfigSchema>;

export interface Window {
  stepSeconds: number;
  /** How many steps the window has: it is looked at once more than that. */
  steps: number;
}

/** How the window is looked at; null for the value of now. */
export function windowOf({ windowSeconds, stepSeconds }: PrometheusConfig): Window | null {
  if (windowSeconds === undefined) return null;
  const step = stepSeconds ?? Math.max(1, Math.ceil(windowSeconds / 60));
  return { stepSeconds: step, steps: Math.ceil(windowSeconds / step) };
}

/** The same question as a `curl` command, secrets as `$NAME`. */
export function curlCommand(config: PrometheusConfig): string {
  const window = windowOf(config);
  const query = quote(config.query);
  if (!window) return queryCommand(config, 'api/v1/query', { query });
  const start = `$(($(date +%s) - ${window.stepSeconds * window.steps}))`;
  const range = { query, start, end: '$(date +%s)', step: String(window.stepSeconds) };
  return queryCommand(config, 'api/v1/query_range', range);
}

/** What is expected, in signs that read the same in every language. */
export function expectedText(config: PrometheusConfig): string {
  const bounds = boundsText(config);
  return config.windowSeconds === undefined ? bounds : `${bounds} · ${config.windowSeconds} s`;
}
