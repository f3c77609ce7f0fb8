import { z } from 'zod';
import { failure, type Result } from './result';
import { readReport, reportFile, runTool } from './run';

const resultSchema = z.object({ error: z.object({ message: z.string().optional() }).optional() });
const testSchema = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), results: z.array(resultSchema) })),
});
type Suite = { title: string; specs?: z.infer<typeof testSchema>[] | undefined; suites?: Suite[] | undefined };
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ title: z.string(), specs: z.array(testSchema).optional(), suites: z.array(suiteSchema).optional() }),
);
const reportSchema = z.object({
  suites: z.array(suiteSchema),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** The browser tests, in the given Chromium. */
export async function playwrightSuite(root: string, chromium: string): Promise<Result> {
  const file = reportFile(root, 'e2e');
  const env = { ...process.env, REPLI_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const args = ['test', '--pass-with-no-tests', '--reporter=list,json'];
  const code = await runTool(root, '@playwright/test/cli.js', args, env);
  return countPlaywright(readReport(file), code);
}

/** A flaky test has failed, and so has a run that ended before its report. */
export function countPlaywright(report: unknown, exitCode: number): Result {
  const parsed = reportSchema.safeParse(report);
  const tests = parsed.success ? parsed.data.suites.flatMap((suite) => testsOf(suite, '')) : [];
  const outside = parsed.success ? parsed.data.errors : [];
  const failed = [
    ...tests
      .filter(({ status }) => !['expected', 'skipped'].includes(status))
      .map((test) => failure(test.name, test.why)),
    ...outside.map(({ message }) => failure('browser', message)),
  ];
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed: failed.length === 0 && exitCode !== 0 ? [failure('browser', `ended with ${exitCode}`)] : failed,
    skipped: tests.filter(({ status }) => status === 'skipped').map(({ name }) => name),
  };
}

function testsOf(suite: Suite, prefix: string): { name: string; status: string; why: string | undefined }[] {
  const name = prefix ? `${prefix} ${suite.title}` : suite.title;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status, results }) => ({
      name: `${name} ${spec.title}`,
      status,
      why: results.findLast(({ error }) => error)?.error?.message,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, name))];
}
