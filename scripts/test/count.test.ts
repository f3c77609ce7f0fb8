import { expect, test } from 'vitest';
import { countPlaywright } from './playwright';
import { total } from './result';
import { countVitest } from './vitest';

const file = (status: string, ...statuses: string[]) => ({
  name: 'a.test.ts',
  status,
  message: 'Cannot find module\n  at line 1',
  assertionResults: statuses.map((one, index) => ({
    fullName: `test ${index} ${one}`,
    status: one,
    failureMessages: one === 'failed' ? ['\u001b[31mAssertionError: 1 is not 2\u001b[39m\n    at a.test.ts:1'] : [],
  })),
});

test("vitest's report is counted", () => {
  const report = { testResults: [file('failed', 'passed', 'failed', 'pending'), file('passed', 'passed', 'todo')] };
  expect(countVitest(report, 1, 'unit')).toEqual({
    passed: 2,
    failed: ['test 1 failed: AssertionError: 1 is not 2'],
    skipped: ['test 2 pending', 'test 1 todo'],
  });
});

test('a test file that does not load is a failure', () => {
  expect(countVitest({ testResults: [file('failed')] }, 1, 'unit')).toEqual({
    passed: 0,
    failed: ['a.test.ts: Cannot find module'],
    skipped: [],
  });
});

test('a tool that fails without a report, or with one that looks green, is a failure', () => {
  const green = { testResults: [file('passed', 'passed')] };
  expect(countVitest(null, 1, 'unit').failed).toEqual(['unit: ended with 1']);
  expect(countVitest(green, 1, 'unit').failed).toEqual(['unit: ended with 1']);
  expect(countVitest(green, 0, 'unit').failed).toEqual([]);
  expect(countPlaywright(null, 1).failed).toEqual(['browser: ended with 1']);
  expect(countPlaywright({ suites: [], errors: [{ message: 'No tests found' }] }, 1).failed).toEqual([
    'browser: No tests found',
  ]);
});

test("Playwright's report is counted through nested suites; a flaky test has failed", () => {
  const spec = (title: string, status: string) => ({
    title,
    tests: [{ status, results: status === 'expected' ? [{}] : [{ error: { message: 'Timed out' } }, {}] }],
  });
  const inner = {
    title: 'room',
    specs: [spec('opens', 'expected'), spec('waits', 'skipped'), spec('wobbles', 'flaky')],
  };
  const report = {
    suites: [{ title: 'a.spec.ts', specs: [spec('fails', 'unexpected')], suites: [inner] }],
    errors: [],
  };
  expect(countPlaywright(report, 1)).toEqual({
    passed: 1,
    failed: ['a.spec.ts fails: Timed out', 'a.spec.ts room wobbles: Timed out'],
    skipped: ['a.spec.ts room waits'],
  });
});

test('a skip counts as failed unless its reason is on the list', () => {
  const result = { passed: 2, failed: ['breaks'], skipped: ['needs Docker', 'forgotten'] };
  const reason = 'forgotten: skipped without a reason in tests/setup/allowed-skips.json';
  expect(total([result, result], new Set(['needs Docker']))).toEqual({
    passed: 4,
    failures: ['breaks', 'breaks', reason, reason],
    skipped: 2,
  });
});
