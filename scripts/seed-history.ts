import { parseArgs } from 'node:util';
import { z } from 'zod';
import { closeDb } from '@/lib/db/client';
import { countMade, countReal } from './history/guard';
import { makeHistory } from './history/make';
import { removeHistory } from './history/remove';
import { openDatabase } from './lib/open-database';
import { terminalWords } from './lib/terminal-words';

const DAY_MS = 24 * 3_600_000;

const optionsSchema = z.object({
  count: z.coerce.number().int().min(1).max(100_000).default(2_000),
  seed: z.coerce.number().int().min(0).default(1),
  /** The day before which everything happened; the first moment of today without it. */
  until: z.iso.date().optional(),
  'into-real-data': z.boolean().default(false),
  remove: z.boolean().default(false),
});
const OPTIONS = {
  count: { type: 'string' },
  seed: { type: 'string' },
  until: { type: 'string' },
  'into-real-data': { type: 'boolean' },
  remove: { type: 'boolean' },
} as const;

/** `npm run seed:history`: past incidents for trying the library and the statistics; `-- --remove` takes them away. */
async function main(): Promise<number> {
  const words = await terminalWords('history');
  const say = (key: string, params = {}) => process.stdout.write(`${words(key, params)}\n`);
  const options = optionsSchema.safeParse(parseArgs({ options: OPTIONS }).values);
  if (!options.success) return fail(words('usage'));
  const { count, seed, until, remove, 'into-real-data': intoRealData } = options.data;
  await openDatabase();
  if (remove) {
    say('removed', { count: await removeHistory() });
    return 0;
  }
  const [real, made] = [await countReal(), await countMade()];
  if (made > 0) return fail(words('there', { count: made }));
  if (real > 0 && !intoRealData) return fail(words('real', { count: real }));
  const untilMs = until ? Date.parse(until) : Math.floor(Date.now() / DAY_MS) * DAY_MS;
  let told = 0;
  const onProgress = (soFar: number) => {
    if (soFar - told >= 500) say('soFar', { count: soFar });
    told = soFar - (soFar % 500);
  };
  await makeHistory({ count, seed, untilMs, onProgress });
  say('made', { count });
  return 0;
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

try {
  process.exitCode = await main();
} catch (cause) {
  process.exitCode = fail(cause instanceof Error ? cause.message : String(cause));
} finally {
  await closeDb();
}
