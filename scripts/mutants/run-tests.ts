import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const DEADLINE_MS = 120_000;

const reportSchema = z.object({
  numFailedTests: z.number(),
  numPassedTests: z.number(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

export interface Outcome {
  passed: number;
  failed: number;
  /** The first test that noticed. */
  noticedBy: string | null;
  output: string;
}

/** The vitest configuration of a copy of lib/domain: whatever imports the domain gets the copy. */
export async function writeConfig(folder: string): Promise<void> {
  const alias = [
    { find: '@/lib/domain', replacement: path.join(folder, 'domain') },
    { find: '@', replacement: ROOT },
  ];
  const config = {
    root: ROOT,
    resolve: { alias },
    test: { include: [`${path.relative(ROOT, folder)}/domain/**/*.test.ts`], testTimeout: 60_000 },
  };
  await writeFile(path.join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)};\n`);
}

/** Runs the domain's tests against the copy in `folder`, until the first failure. */
export async function runTests(folder: string): Promise<Outcome> {
  const report = path.join(folder, 'report.json');
  await rm(report, { force: true });
  const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const options = ['run', '--config', path.join(folder, 'vitest.config.mjs'), '--bail', '1'];
  const output = await run([vitest, ...options, '--reporter', 'json', '--outputFile', report]);
  const { numFailedTests, numPassedTests, testResults } = reportSchema.parse(
    JSON.parse(await readFile(report, 'utf8').catch(() => '{}')),
  );
  const failure = testResults.flatMap((file) => file.assertionResults).find(({ status }) => status === 'failed');
  return { passed: numPassedTests, failed: numFailedTests, noticedBy: failure?.fullName ?? null, output };
}

function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}
