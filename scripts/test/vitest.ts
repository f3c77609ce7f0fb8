import { z } from 'zod';
import { failure, type Result } from './result';
import { readReport, reportFile, runTool } from './run';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** One of vitest's projects: unit, contract, conformance, integration or crash. */
export async function vitestSuite(root: string, project: string, env = process.env): Promise<Result> {
  const file = reportFile(root, project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters];
  const code = await runTool(root, 'vitest/vitest.mjs', args, env);
  return countVitest(readReport(file), code, project);
}

/** A file that could not even be loaded, and a run that ended before its report, count as one failure each. */
export function countVitest(report: unknown, exitCode: number, project: string): Result {
  const parsed = reportSchema.safeParse(report);
  const files = parsed.success ? parsed.data.testResults : [];
  const tests = files.flatMap((one) => one.assertionResults);
  const failed = files.flatMap((one) => {
    const named = one.assertionResults.filter(({ status }) => status === 'failed');
    if (named.length > 0) return named.map((test) => failure(test.fullName, test.failureMessages?.[0]));
    return one.status === 'failed' ? [failure(one.name, one.message)] : [];
  });
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed.length === 0 && exitCode !== 0 ? [failure(project, `ended with ${exitCode}`)] : failed,
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
  };
}
