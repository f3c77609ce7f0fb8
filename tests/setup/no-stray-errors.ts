import { afterEach, beforeEach, expect, vi } from 'vitest';

/** A test that provokes an error on the console says so by spying on it itself; any other one fails. */
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const { error } = console;
  const calls = vi.isMockFunction(error) && error.getMockImplementation() === undefined ? error.mock.calls : [];
  vi.restoreAllMocks();
  expect(calls, 'unexpected console.error').toEqual([]);
});
