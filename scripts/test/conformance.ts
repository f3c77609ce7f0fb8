import path from 'node:path';
import { conformanceSuite } from './conformance-suite';
import { allowedSkips, conclude } from './result';

/** `npm run test:conformance`: the contract suite against every real engine that the environment names. */
const root = path.resolve(import.meta.dirname, '../..');
conclude([await conformanceSuite(root, path.join(root, '.data'), process.env)], allowedSkips(root));
