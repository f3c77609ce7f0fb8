import path from 'node:path';
import { chromium } from '@playwright/test';
import { freshDatabase } from '../../tests/setup/database';
import { SHOTS, type Shot } from './pages';
import { buildStage } from './stage';
import { take } from './take';
import { VARIANTS, type Variant, variantName } from './variants';

/** All pages in one variant. Arguments: the variant, the browser's program, the built console, words to choose pages by. */
const [name = '', executablePath = '', build = '', ...words] = process.argv.slice(2);
const folder = path.resolve(import.meta.dirname, '../../screenshots');
const variant = VARIANTS.find((candidate) => variantName(candidate) === name);
if (!variant) throw new Error(`there is no variant ${name}`);

const pictureOf = (shot: Shot) => `${shot.name}-${name}`;
const wanted = SHOTS.filter((shot) => words.every((word) => pictureOf(shot).includes(word)));
if (wanted.length > 0) process.exitCode = (await takeAll(variant)) === 0 ? 0 : 1;

/** Answers how many problems there are. */
async function takeAll(look: Variant): Promise<number> {
  const database = await freshDatabase();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  const stage = await buildStage(build, database.url);
  let problems = 0;
  try {
    for (const shot of wanted) {
      const wrong = await take(browser, stage, look, shot, path.join(folder, `${pictureOf(shot)}.png`));
      problems += wrong.length;
      process.stdout.write(`${wrong.length === 0 ? '✓' : '✗'} ${pictureOf(shot)}\n`);
      for (const text of wrong) process.stdout.write(`    ${text}\n`);
    }
  } finally {
    await browser.close();
    await stage.end();
    await database.drop();
  }
  return problems;
}
