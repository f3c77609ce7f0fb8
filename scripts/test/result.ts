import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** How the tests of a suite ended; failed and skipped ones by name. */
export interface Result {
  passed: number;
  failed: string[];
  skipped: string[];
}

const allowedSkipsSchema = z.array(z.object({ test: z.string(), reason: z.string().min(10) }));

/** Tests that may be skipped, each with the reason why. */
export function allowedSkips(root: string): ReadonlyMap<string, string> {
  const file = path.join(root, 'tests/setup/allowed-skips.json');
  const list = allowedSkipsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(list.map(({ test, reason }) => [test, reason]));
}

/** One line for what failed: its name, and the first line of why. */
export function failure(name: string, message = ''): string {
  const [why] = stripVTControlCharacters(message).trim().split('\n');
  return why ? `${name}: ${why}` : name;
}

/** Adds everything up. A skip that nobody gave a reason for counts as failed, and is named among `failures`. */
export function total(
  results: Result[],
  allowed: Pick<ReadonlySet<string>, 'has'>,
): { passed: number; failures: string[]; skipped: number } {
  const skipped = results.flatMap((result) => result.skipped);
  const unexplained = skipped.filter((name) => !allowed.has(name));
  return {
    passed: results.reduce((count, { passed }) => count + passed, 0),
    failures: [
      ...results.flatMap(({ failed }) => failed),
      ...unexplained.map((name) => `${name}: skipped without a reason in tests/setup/allowed-skips.json`),
    ],
    skipped: skipped.length - unexplained.length,
  };
}

/**
 * Names each failure and prints the one line with the sum, last, so that whoever sees the end of the output alone sees
 * what failed; sets the exit code.
 */
export function conclude(results: Result[], allowed: Pick<ReadonlySet<string>, 'has'> = new Set()): void {
  const { passed, failures, skipped } = total(results, allowed);
  for (const name of failures) process.stdout.write(`✗ ${name}\n`);
  process.stdout.write(`${passed} passed, ${failures.length} failed, ${skipped} skipped\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
