import type { Result } from './result';
import { runTool } from './run';

/** Types, lint with the import rules, and dead code: each counts as one test. */
export async function staticSuite(root: string): Promise<Result> {
  // Next writes the types of routes and of imported files.
  await runTool(root, 'next/dist/bin/next', ['typegen'], { ...process.env, NEXT_TELEMETRY_DISABLED: '1' });
  const tools: [name: string, script: string, args: string[]][] = [
    ['types', 'typescript/bin/tsc', ['--noEmit']],
    ['lint and import rules', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
    ['dead code', 'knip/bin/knip.js', []],
  ];
  const result: Result = { passed: 0, failed: [], skipped: [] };
  for (const [name, script, args] of tools) {
    const ok = (await runTool(root, script, args)) === 0;
    if (ok) result.passed += 1;
    else result.failed.push(name);
    process.stdout.write(`${ok ? '✓' : '✗'} ${name}\n`);
  }
  return result;
}
