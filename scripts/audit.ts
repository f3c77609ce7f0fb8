import { closeDb } from '@/lib/db/client';
import { auditAll } from '@/lib/log/audit';
import { openDatabase } from './lib/open-database';
import { terminalWords } from './lib/terminal-words';

/** `npm run audit`: verifies every incident's timeline; names the first broken event of each and exits with 1. */
async function main(): Promise<number> {
  const words = await terminalWords('audit');
  const say = (text: string) => process.stdout.write(`${text}\n`);
  await openDatabase();
  let [incidents, events, broken] = [0, 0, 0];
  for await (const audit of auditAll()) {
    incidents += 1;
    events += audit.events;
    if (!audit.broken) continue;
    broken += 1;
    const { seq, fault } = audit.broken;
    say(words('broken', { number: audit.number, seq, fault: words(`fault.${fault}`) }));
  }
  say(words('audited', { incidents, events }));
  say(words(broken ? 'not_whole' : 'whole', { broken }));
  return broken ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
  process.exitCode = 1;
} finally {
  await closeDb();
}
