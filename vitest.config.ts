import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@': path.resolve(import.meta.dirname) };
const setupFiles = ['tests/setup/no-stray-errors.ts'];
/** Real processes and databases on a busy machine. */
const patient = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  resolve: { alias },
  test: {
    // Two for a core: most tests wait for a process, a database or a deadline, and leave it to others meanwhile.
    maxWorkers: 2 * os.availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,components,app,scripts}/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.ts'],
          setupFiles,
          testTimeout: 20_000,
          // None replaces a module or leaves a setting behind; a process for each would spend half of its time on imports.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], setupFiles, ...patient } },
      {
        extends: true,
        test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], setupFiles, ...patient },
      },
      {
        extends: true,
        test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], setupFiles, ...patient },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: ['tests/crash/**/*.test.ts'],
          setupFiles,
          env: { REPLI_LOG_LEVEL: 'silent' },
          // Each starts several workers and judges them by deadlines: two at a time starve each other on two cores.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          // The first worker may have to be built.
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
