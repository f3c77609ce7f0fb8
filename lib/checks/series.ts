import { UnaskableError } from './answer';
import { type Bounds, boundsText, isWithin } from './bounds';
import type { CheckResult } from './contract';
import { oneLine } from './text';

export interface Series {
  /** `{pod="a"}`; empty where it has no label. */
  name: string;
  samples: { atSeconds: number; value: number }[];
}

const SHOWN_NAME = 80;

/**
 * Compares every value of every series with the bounds. Throws UnaskableError where a value is no number, or where a
 * window, which has `steps` and one moment more, has moments without any value: what was not measured did not hold.
 */
export function judgeSeries(
  series: readonly Series[],
  bounds: Bounds,
  window: { steps: number } | null,
): Omit<CheckResult, 'latencyMs'> {
  const broken = series.filter(({ samples }) =>
    samples.some(({ value }) => !Number.isNaN(value) && !isWithin(value, bounds)),
  );
  const [first] = broken;
  if (first) return { verdict: 'fail', observed: brokenText(first, broken.length, series.length, bounds) };
  const noNumber = series.find(({ samples }) => samples.some(({ value }) => Number.isNaN(value)));
  if (noNumber) throw new UnaskableError(`no number: NaN ${noNumber.name}`.trim());
  if (window) demandWholeWindow(series, window);
  return { verdict: 'pass', observed: rangeText(series) };
}

/** One moment less is tolerated: a cache in front of the server may shift the window by a step. */
function demandWholeWindow(series: readonly Series[], { steps }: { steps: number }): void {
  const moments = new Set(series.flatMap(({ samples }) => samples.map(({ atSeconds }) => atSeconds)));
  if (moments.size < steps) throw new UnaskableError(`no data for ${steps + 1 - moments.size} of ${steps + 1} moments`);
}

function brokenText({ name, samples }: Series, count: number, of: number, bounds: Bounds): string {
  const bad = samples.filter(({ value }) => !isWithin(value, bounds));
  const last = bad.at(-1);
  const times = samples.length > 1 ? `, ${bad.length} of ${samples.length} times` : '';
  const others = of > 1 ? `, ${count} of ${of} series` : '';
  return `${text(last?.value)} ${oneLine(name, SHOWN_NAME)}`
    .trim()
    .concat(`, wanted ${boundsText(bounds)}${times}${others}`);
}

function rangeText(series: readonly Series[]): string {
  const values = series.flatMap(({ samples }) => samples.map(({ value }) => value));
  const [low, high] = values.reduce(
    ([min, max], value) => [Math.min(min, value), Math.max(max, value)],
    [Infinity, -Infinity],
  );
  const range = low === high ? text(low) : `${text(low)} … ${text(high)}`;
  return series.length > 1 ? `${range} in ${series.length} series` : range;
}

function text(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(4)));
}
