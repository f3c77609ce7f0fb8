import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** How many tests of a suite ended how; skipped ones by name. */
export interface Result {
  passed: number;
  failed: number;
  skipped: string[];
}

const allowedSkipsSchema = z.array(z.object({ test: z.string(), reason: z.string().min(10) }));

/** Tests that may be skipped, each with the reason why. */
export function allowedSkips(root: string): ReadonlyMap<string, string> {
  const file = path.join(root, 'tests/setup/allowed-skips.json');
  const list = allowedSkipsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(list.map(({ test, reason }) => [test, reason]));
}

/** Adds everything up. A skip that nobody gave a reason for counts as failed, and is named. */
export function total(
  results: Result[],
  allowed: Pick<ReadonlySet<string>, 'has'>,
): { passed: number; failed: number; skipped: number; unexplained: string[] } {
  const skipped = results.flatMap((result) => result.skipped);
  const unexplained = skipped.filter((name) => !allowed.has(name));
  const sum = (pick: (result: Result) => number) => results.reduce((count, result) => count + pick(result), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed) + unexplained.length,
    skipped: skipped.length - unexplained.length,
    unexplained,
  };
}
