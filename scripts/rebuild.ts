import { closeDb } from '@/lib/db/client';
import { rebuildAll } from '@/lib/log/rebuild';
import { openDatabase } from './lib/open-database';
import { terminalWords } from './lib/terminal-words';

/** `npm run rebuild`: makes the stored states, follow-ups and verdicts on revisions anew from the timelines. */
async function main(): Promise<void> {
  const words = await terminalWords('audit');
  await openDatabase();
  process.stdout.write(`${words('rebuilt', { incidents: await rebuildAll() })}\n`);
}

try {
  await main();
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
  process.exitCode = 1;
} finally {
  await closeDb();
}
