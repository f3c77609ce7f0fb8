import path from 'node:path';
import { ensureBuild } from '../up/build';
import { ensureChromium } from './chromium';
import { conformanceSuite, onlyDocker } from './conformance-suite';
import { playwrightSuite } from './playwright';
import { withTestPostgres } from './postgres';
import { allowedSkips, conclude, type Result } from './result';
import { staticSuite } from './static';
import { vitestSuite } from './vitest';

/** `npm test`, once the packages are there: every suite, then one line with the sum of them all. */
const root = path.resolve(import.meta.dirname, '../..');
const dataDir = path.join(root, '.data');

const results = await withTestPostgres(dataDir, async () => [
  await suite('verify', () => staticSuite(root)),
  await suite('unit', () => vitestSuite(root, 'unit')),
  await suite('contract', () => vitestSuite(root, 'contract')),
  await suite('conformance', () => conformanceSuite(root, dataDir, onlyDocker(process.env))),
  await suite('integration', async () => {
    // Before tests run beside it: a build reads the whole checkout, and theirs come and go in `.data`.
    await ensureBuild(root);
    return vitestSuite(root, 'integration');
  }),
  await suite('crash', () => vitestSuite(root, 'crash')),
  await suite('browser', async () => {
    const chromium = await ensureChromium(root);
    await ensureBuild(root);
    return playwrightSuite(root, chromium);
  }),
]);

conclude(results, allowedSkips(root));

/** A suite that could not be set up has failed; the others still run. */
async function suite(name: string, run: () => Promise<Result>): Promise<Result> {
  process.stdout.write(`\n── ${name}\n`);
  try {
    return await run();
  } catch (cause) {
    const failure = `${name}: ${cause instanceof Error ? cause.message : cause}`;
    process.stdout.write(`✗ ${failure}\n`);
    return { passed: 0, failed: [failure], skipped: [] };
  }
}
