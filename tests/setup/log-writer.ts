import { closeDb } from '@/lib/db/client';
import { execute } from '@/lib/log/execute';
import { stopBoss } from '@/lib/queue/boss';
import { COMMANDER, note } from './log-world';

/** A process of its own that adds `count` notes to an incident, all at the same time. Arguments: incident, count, prefix. */
const [incidentId = '', count = '0', prefix = ''] = process.argv.slice(2);
const texts = Array.from({ length: Number(count) }, (_, index) => `${prefix} ${index}`);
const done = await Promise.all(texts.map((text) => execute(incidentId, note(text), COMMANDER)));
await stopBoss();
await closeDb();
process.exitCode = done.every(({ ok }) => ok) ? 0 : 1;
