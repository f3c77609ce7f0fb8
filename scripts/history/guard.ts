import { db } from '@/lib/db/client';
import { PREFIX } from './cast';

/** Incidents that this command did not make and that were no practice: their number tells a database in real use. */
export async function countReal(): Promise<number> {
  return db().incident.count({ where: { drill: false, NOT: { id: { startsWith: PREFIX } } } });
}

export async function countMade(): Promise<number> {
  return db().incident.count({ where: { id: { startsWith: PREFIX } } });
}
