import { z } from 'zod';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), fullName: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** What ran and what was left out, and why: one line for each part that ran and for each skipped test. */
export function conformanceList(report: unknown, reasons: ReadonlyMap<string, string>): string[] {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return ['nothing ran: the tests ended without a report'];
  const tests = parsed.data.testResults.flatMap(({ assertionResults }) => assertionResults);
  const parts = [...new Set(tests.map(({ ancestorTitles }) => ancestorTitles[0] ?? ''))];
  const ran = parts.flatMap((part) => {
    const statuses = tests.filter(({ ancestorTitles }) => ancestorTitles[0] === part).map(({ status }) => status);
    const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
    const [passed, failed] = [count('passed'), count('failed')];
    return passed + failed === 0 ? [] : [`ran: ${part} (${passed} passed, ${failed} failed)`];
  });
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const leftOut = skipped.map(
    ({ fullName }) => `left out: ${fullName}. ${reasons.get(fullName) ?? 'No reason given.'}`,
  );
  return [...ran, ...leftOut];
}
