import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { RUN_PROGRAM } from '@/lib/run-program';
import { VARIANTS, variantName } from './screenshots/variants';
import { ensureChromium, presentChromium } from './test/chromium';
import { runTool } from './test/run';
import { ensureBuild } from './up/build';

/*
 * `npm run screenshots`: a picture of every page, dark and light, narrow and wide, in both languages, into
 * screenshots/. Ends with 1 when a page scrolls sideways, cuts text off, has small touch targets or fails axe.
 * `npm run screenshots -- room 360-dark` takes only those whose name holds every word.
 */
const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const executablePath = presentChromium() ?? (await ensureChromium(root));
const build = await ensureBuild(root);
mkdirSync(path.join(root, 'screenshots'), { recursive: true });

const failed: string[] = [];
for (const variant of VARIANTS) {
  // A process for each: its database is its own, so the clocks of open rooms stand where they were just written.
  const args = ['scripts/screenshots/take-all.ts', variantName(variant), executablePath, build, ...words];
  if ((await runTool(root, RUN_PROGRAM, args)) !== 0) failed.push(variantName(variant));
}
process.stdout.write(failed.length === 0 ? 'All pictures are in screenshots/\n' : `Problems in ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
