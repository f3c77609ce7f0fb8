import { z } from 'zod';
import type { Result } from './result';
import { readReport, reportFile, runTool } from './run';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** One of vitest's projects: unit, contract, conformance, integration or crash. */
export async function vitestSuite(root: string, project: string, env = process.env): Promise<Result> {
  const file = reportFile(root, project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters];
  const code = await runTool(root, 'vitest/vitest.mjs', args, env);
  return countVitest(readReport(file), code);
}

/** A file that could not even be loaded, and a run that ended before its report, count as one failure each. */
export function countVitest(report: unknown, exitCode: number): Result {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: [] };
  const files = parsed.data.testResults;
  const tests = files.flatMap((one) => one.assertionResults);
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  const broken = files.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = count('failed') + broken.length;
  return {
    passed: count('passed'),
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
  };
}
