import path from 'node:path';
import { total } from './result';
import { staticSuite } from './static';
import { vitestSuite } from './vitest';

/** `npm run verify`: types, lint with the import rules, dead code and unit tests. */
const root = path.resolve(import.meta.dirname, '../..');
const { failed } = total([await staticSuite(root), await vitestSuite(root, 'unit')], new Set());
process.exitCode = failed === 0 ? 0 : 1;
