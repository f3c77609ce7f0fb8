import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { testPostgres } from '@/scripts/test/postgres';
import { ensureBuild } from '@/scripts/up/build';
import { Endings } from './lib/endings';
import type { Measure } from './lib/figures';
import { machine, type Outcome, table, writeJson } from './lib/report';
import { buildStage, type Stage } from './lib/stage';
import { MEASURES } from './measures';

/*
 * `npm run bench`: how fast and how heavy the built console is, on this machine, beside what Node and PostgreSQL
 * alone would cost. `npm run bench -- --only sse,room` takes some measures, `--build .data/builds/…` an earlier
 * build, to compare. Prints a table and writes
 * .data/bench.json. Nothing here asserts: who reads the numbers judges them.
 */
const root = path.resolve(import.meta.dirname, '../..');
const MEASURE_WITHIN_MS = 120_000;

const { values: options } = parseArgs({ options: { only: { type: 'string' }, build: { type: 'string' } } });
const endings = new Endings();
endings.onSignals();
try {
  process.exitCode = await bench(chosen(options.only), options.build);
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
  process.exitCode = 1;
} finally {
  await endings.all();
}
// A measure that ran out of time may still hold sockets open.
process.exit();

function chosen(only: string | undefined): Measure[] {
  if (only === undefined) return MEASURES;
  const ids = only.split(',');
  const unknown = ids.filter((id) => !MEASURES.some((measure) => measure.id === id));
  if (unknown.length > 0)
    throw new Error(`No measure named ${unknown.join(', ')}. There are: ${MEASURES.map(({ id }) => id).join(', ')}`);
  return MEASURES.filter(({ id }) => ids.includes(id));
}

/** Answers the exit code. */
async function bench(measures: Measure[], earlier: string | undefined): Promise<number> {
  const at = new Date();
  const on = machine();
  const build = earlier ? path.resolve(earlier) : await ensureBuild(root);
  const postgres = await testPostgres(path.join(root, '.data'));
  if (!postgres.adopted) endings.defer(() => postgres.stop());
  process.stdout.write(
    `${on.cpus} × ${on.cpu}, Node ${on.node}, load ${on.loadBefore}. × is the ratio to what stands at the right.\nPostgreSQL runs without fsync, for Repli and for the bare server alike.\n\n`,
  );
  const stage = await buildStage(root, build, endings);
  const outcomes: Outcome[] = [];
  for (const measure of measures) {
    const outcome = await take(measure, stage);
    if (endings.begun) return 130;
    outcomes.push(outcome);
    process.stdout.write(`${table(outcome)}\n`);
  }
  const file = path.join(root, '.data/bench.json');
  writeJson(file, at, on, outcomes);
  process.stdout.write(`${path.relative(root, file)} holds the same for programs.\n`);
  return outcomes.some(({ failure }) => failure) ? 1 : 0;
}

async function take(measure: Measure, stage: Stage): Promise<Outcome> {
  const began = performance.now();
  const late = new AbortController();
  const timedOut = sleep(MEASURE_WITHIN_MS, null, { signal: late.signal }).then(() => {
    throw new Error(`took longer than ${MEASURE_WITHIN_MS / 1000} s`);
  });
  try {
    const figures = await Promise.race([measure.run(stage), timedOut]);
    return { measure, figures, tookMs: performance.now() - began, failure: null };
  } catch (cause) {
    const failure = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    return { measure, figures: [], tookMs: performance.now() - began, failure };
  } finally {
    late.abort();
    timedOut.catch(() => undefined);
  }
}
