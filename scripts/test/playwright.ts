import { z } from 'zod';
import type { Result } from './result';
import { readReport, reportFile, runTool } from './run';

const testSchema = z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) });
type Suite = { title: string; specs?: z.infer<typeof testSchema>[] | undefined; suites?: Suite[] | undefined };
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ title: z.string(), specs: z.array(testSchema).optional(), suites: z.array(suiteSchema).optional() }),
);
const reportSchema = z.object({ suites: z.array(suiteSchema), errors: z.array(z.unknown()) });

/** The browser tests, in the given Chromium. */
export async function playwrightSuite(root: string, chromium: string): Promise<Result> {
  const file = reportFile(root, 'e2e');
  const env = { ...process.env, REPLI_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const args = ['test', '--pass-with-no-tests', '--reporter=list,json'];
  const code = await runTool(root, '@playwright/test/cli.js', args, env);
  return countPlaywright(readReport(file), code);
}

export function countPlaywright(report: unknown, exitCode: number): Result {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: [] };
  const tests = parsed.data.suites.flatMap((suite) => testsOf(suite, ''));
  const names = (status: string) => tests.filter((test) => test.status === status).map((test) => test.name);
  const passed = names('expected').length;
  const failed = tests.length - passed - names('skipped').length + parsed.data.errors.length;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped: names('skipped') };
}

function testsOf(suite: Suite, prefix: string): { name: string; status: string }[] {
  const name = prefix ? `${prefix} ${suite.title}` : suite.title;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status }) => ({ name: `${name} ${spec.title}`, status })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, name))];
}
