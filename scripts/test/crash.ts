import path from 'node:path';
import { withTestPostgres } from './postgres';
import { total } from './result';
import { vitestSuite } from './vitest';

/** `npm run test:crash`: the crash tests with every cell of their matrix. */
const root = path.resolve(import.meta.dirname, '../..');
const { passed, failed } = await withTestPostgres(path.join(root, '.data'), async () =>
  total([await vitestSuite(root, 'crash', { ...process.env, REPLI_CRASH_MATRIX: 'full' })], new Set()),
);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
