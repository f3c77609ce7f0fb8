import { expect, test } from 'vitest';
import { countPlaywright } from './playwright';
import { total } from './result';
import { countVitest } from './vitest';

const file = (status: string, ...statuses: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: statuses.map((one, index) => ({ fullName: `test ${index} ${one}`, status: one })),
});

test("vitest's report is counted", () => {
  const report = { testResults: [file('failed', 'passed', 'failed', 'pending'), file('passed', 'passed', 'todo')] };
  expect(countVitest(report, 1)).toEqual({ passed: 2, failed: 1, skipped: ['test 2 pending', 'test 1 todo'] });
});

test('a test file that does not load is a failure', () => {
  expect(countVitest({ testResults: [file('failed')] }, 1)).toEqual({ passed: 0, failed: 1, skipped: [] });
});

test('a tool that fails without a report, or with one that looks green, is a failure', () => {
  expect(countVitest(null, 1).failed).toBe(1);
  expect(countVitest({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1);
  expect(countPlaywright(null, 1).failed).toBe(1);
  expect(countPlaywright({ suites: [], errors: [] }, 1).failed).toBe(1);
});

test("Playwright's report is counted through nested suites; a flaky test has failed", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const inner = {
    title: 'room',
    specs: [spec('opens', 'expected'), spec('waits', 'skipped'), spec('wobbles', 'flaky')],
  };
  const report = {
    suites: [{ title: 'a.spec.ts', specs: [spec('fails', 'unexpected')], suites: [inner] }],
    errors: [],
  };
  expect(countPlaywright(report, 1)).toEqual({ passed: 1, failed: 2, skipped: ['a.spec.ts room waits'] });
});

test('a skip counts as failed unless its reason is on the list', () => {
  const result = { passed: 2, failed: 0, skipped: ['needs Docker', 'forgotten'] };
  expect(total([result, result], new Set(['needs Docker']))).toEqual({
    passed: 4,
    failed: 2,
    skipped: 2,
    unexplained: ['forgotten', 'forgotten'],
  });
});
