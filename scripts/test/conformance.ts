import path from 'node:path';
import { conformanceSuite } from './conformance-suite';
import { allowedSkips, total } from './result';

/** `npm run test:conformance`: the contract suite against every real engine that the environment names. */
const root = path.resolve(import.meta.dirname, '../..');
const result = await conformanceSuite(root, path.join(root, '.data'), process.env);
const { passed, failed, skipped, unexplained } = total([result], allowedSkips(root));
for (const name of unexplained)
  process.stdout.write(`Left out without a reason in tests/setup/allowed-skips.json: ${name}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;
