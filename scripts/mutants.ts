import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HARD_RULES } from '@/lib/domain/policy';
import { gaps, MUTANTS, type Mutant, mutate } from './mutants/rules';
import { ROOT, runTests, writeConfig } from './mutants/run-tests';

/**
 * Disables each hard rule in turn in a copy of lib/domain and runs the domain's tests against it: a rule whose absence
 * no test notices is not guarded. The product has no switch for this.
 */
async function main(): Promise<number> {
  const missing = gaps(HARD_RULES);
  for (const gap of missing) console.error(gap);
  await mkdir(path.join(ROOT, '.data'), { recursive: true });
  const folder = await mkdtemp(path.join(ROOT, '.data/mutants-'));
  try {
    await cp(path.join(ROOT, 'lib/domain'), path.join(folder, 'domain'), { recursive: true });
    await writeConfig(folder);
    const intact = await runTests(folder);
    if (intact.failed > 0 || intact.passed === 0) {
      console.error(`The tests fail without any mutant: ${intact.noticedBy ?? intact.output}`);
      return 1;
    }
    let survivors = 0;
    for (const mutant of MUTANTS) survivors += (await isNoticed(folder, mutant)) ? 0 : 1;
    console.log(`${MUTANTS.length - survivors} of ${MUTANTS.length} mutants noticed`);
    return survivors > 0 || missing.length > 0 ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isNoticed(folder: string, mutant: Mutant): Promise<boolean> {
  const file = path.join(folder, 'domain', mutant.file);
  const source = await readFile(file, 'utf8');
  await writeFile(file, mutate(source, mutant));
  const { failed, noticedBy } = await runTests(folder);
  await writeFile(file, source);
  const label = `rule ${mutant.rule} without ${mutant.name}`;
  console.log(failed > 0 ? `ok   ${label}: noticed by "${noticedBy}"` : `FAIL ${label}: no test notices`);
  return failed > 0;
}

process.exitCode = await main();
