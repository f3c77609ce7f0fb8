import path from 'node:path';
import { ensureBuild } from '../up/build';
import { withTestPostgres } from './postgres';
import { conclude } from './result';
import { vitestSuite } from './vitest';

/** `npm run test:crash`: the crash tests with every cell of their matrix. */
const root = path.resolve(import.meta.dirname, '../..');
await ensureBuild(root);
await withTestPostgres(path.join(root, '.data'), async () =>
  conclude([await vitestSuite(root, 'crash', { ...process.env, REPLI_CRASH_MATRIX: 'full' })]),
);
