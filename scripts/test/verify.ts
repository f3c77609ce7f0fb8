import path from 'node:path';
import { conclude } from './result';
import { staticSuite } from './static';
import { vitestSuite } from './vitest';

/** `npm run verify`: types, lint with the import rules, dead code and unit tests. */
const root = path.resolve(import.meta.dirname, '../..');
conclude([await staticSuite(root), await vitestSuite(root, 'unit')]);
