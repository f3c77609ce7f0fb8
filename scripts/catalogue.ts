import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { exportCatalogue } from '@/lib/catalogue/export';
import { type Imported, importCatalogue } from '@/lib/catalogue/import';
import { type CatalogueWords, catalogueWords } from '@/lib/catalogue/words';
import { closeDb } from '@/lib/db/client';
import { openDatabase, terminalLocale } from './lib/open-database';

const OK = 0;
const REFUSED = 1;
const USAGE = 2;

const out = (text: string) => process.stdout.write(`${text}\n`);
const err = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<number> {
  const words = await catalogueWords(terminalLocale());
  const args = readArgs();
  const [verb, file, ...rest] = args?.positionals ?? [];
  if (args && rest.length === 0 && verb === 'import' && file) return runImport(words, file, args);
  if (args && rest.length === 0 && verb === 'export' && !args.dryRun) return runExport(words, file, args.archived);
  err(words.say('usage'));
  return USAGE;
}

interface Args {
  positionals: string[];
  dryRun: boolean;
  alsoOpen: boolean;
  archived: boolean;
}

function readArgs(): Args | null {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const options = { 'dry-run': flag, 'open-incidents': flag, archived: flag };
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    return { positionals, dryRun: values['dry-run'], alsoOpen: values['open-incidents'], archived: values.archived };
  } catch {
    return null;
  }
}

async function runImport(words: CatalogueWords, file: string, { dryRun, alsoOpen }: Args): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    err(words.say('no_file', { file }));
    return USAGE;
  }
  await openDatabase();
  return report(words, file, dryRun, await importCatalogue(text, 'npm run catalogue', { dryRun, alsoOpen }));
}

function report(words: CatalogueWords, file: string, dryRun: boolean, result: Imported): number {
  if (!result.ok && 'mistakes' in result) {
    for (const mistake of result.mistakes) err(`${file}:${words.mistake(mistake)}`);
    err(words.say('mistakes', { count: result.mistakes.length, file }));
    return REFUSED;
  }
  if (!result.ok) {
    const [key, services] = 'open' in result ? ['open', result.open] : ['busy', result.busy];
    err(words.say(key, { services: services.join(', ') }));
    return REFUSED;
  }
  for (const change of result.changes) out(words.change(change));
  const count = result.changes.length;
  out(count === 0 ? words.say('same', { file }) : words.say(dryRun ? 'would' : 'done', { count }));
  return OK;
}

async function runExport(words: CatalogueWords, file: string | undefined, archived: boolean): Promise<number> {
  await openDatabase();
  const yaml = await exportCatalogue(undefined, { archived });
  if (!file) process.stdout.write(yaml);
  else {
    await writeFile(file, yaml);
    err(words.say('exported', { file }));
  }
  return OK;
}

try {
  process.exitCode = await main();
} catch (cause) {
  err(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = REFUSED;
} finally {
  await closeDb();
}
