import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Figure, type Measure, ratioOf } from './figures';

export interface Outcome {
  measure: Measure;
  figures: Figure[];
  tookMs: number;
  /** Why it could not be measured; null when it could. */
  failure: string | null;
}

/** Whole numbers when large, two digits behind the point when small. */
function digits(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const withUnit = (value: number, unit: string): string => `${digits(value)}${unit && ` ${unit}`}`;

/** One measure as lines of a table: ratio, name, value, what it is compared with. */
export function table({ measure, figures, tookMs, failure }: Outcome): string {
  const rows = figures.map((figure) => {
    const ratio = ratioOf(figure);
    const base = figure.base ? `${figure.base.name} ${withUnit(figure.base.value, figure.unit)}` : '';
    return [
      ratio === null ? '' : `× ${digits(ratio)}`,
      figure.name,
      withUnit(figure.value, figure.unit),
      base,
      figure.note,
    ];
  });
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const [ratios, names, values, bases] = [width(0), width(1), width(2), width(3)];
  const lines = rows.map(([ratio = '', name = '', value = '', base = '', note = '']) =>
    `  ${ratio.padStart(ratios)}  ${name.padEnd(names)}  ${value.padStart(values)}  ${base.padEnd(bases)}  ${note}`.trimEnd(),
  );
  const head = `${measure.id} · ${measure.title} (${(tookMs / 1000).toFixed(1)} s)`;
  return [head, `  ${measure.method}`, ...lines, ...(failure ? [`  FAILED: ${failure}`] : []), ''].join('\n');
}

/** The machine that the numbers come from. */
export function machine() {
  const [cpu] = os.cpus();
  return {
    cpus: os.cpus().length,
    cpu: cpu?.model ?? 'unknown',
    memoryMb: Math.round(os.totalmem() / 1e6),
    node: process.version,
    platform: `${os.platform()} ${os.release()}`,
    /** Load of the last minute before the bench: above 0.2 the machine did other work. */
    loadBefore: Number(os.loadavg()[0]?.toFixed(2)),
  };
}

/** The same numbers for programs. */
export function writeJson(file: string, at: Date, on: ReturnType<typeof machine>, outcomes: Outcome[]): void {
  const measures = outcomes.map(({ measure: { id, title, method }, figures, tookMs, failure }) => ({
    ...{ id, title, method, tookMs: Math.round(tookMs), failure },
    figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) })),
  }));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ at: at.toISOString(), machine: on, measures }, null, 2)}\n`);
}
