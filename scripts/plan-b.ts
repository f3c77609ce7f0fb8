import { closeDb, db } from '@/lib/db/client';
import { planBScript } from '@/lib/incidents/plan-b';
import { openDatabase, terminalLocale } from './lib/open-database';
import { words } from './up/words';

/** `npm run plan-b -- NUMBER`: an incident's current plan as a shell script, also while no console runs. */
async function main([given, ...rest]: string[]): Promise<void> {
  if (!given || !/^\d{1,9}$/.test(given) || rest.length > 0) throw new Error(words('planBUsage'));
  const number = Number(given);
  await openDatabase();
  const incident = await db().incident.findUnique({ where: { number }, select: { id: true } });
  if (!incident) throw new Error(words('noIncident', { number: given }));
  const script = await planBScript(incident.id, terminalLocale());
  if (!script) throw new Error(words('noPlan', { number: given }));
  process.stdout.write(script.text);
}

try {
  await main(process.argv.slice(2));
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
  process.exitCode = 1;
} finally {
  await closeDb();
}
