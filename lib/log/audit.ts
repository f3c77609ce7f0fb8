import { db } from '@/lib/db/client';
import { chainHash, GENESIS_HASH, type StoredEvent } from './seal';
import { digestsIn, type Texts, textDigest } from './texts';

/** What can be wrong with a stored event; each has a sentence under `audit.fault` in both languages. */
export type Fault =
  | 'missing'
  | 'misplaced'
  | 'changed_bytes'
  | 'changed_columns'
  | 'changed_text'
  | 'lost_text'
  | 'wrong_end';

export interface IncidentAudit {
  incidentId: string;
  number: number;
  /** How many events were found to be as they were written. */
  events: number;
  /** The first event that is not, or that is missing; null when the chain is whole. */
  broken: { seq: number; fault: Fault } | null;
}

interface End {
  id: string;
  number: number;
  lastSeq: number;
  lastHash: string;
}

const PAGE = 500;

/** Audits every incident, oldest first. */
export async function* auditAll(): AsyncGenerator<IncidentAudit> {
  const incidents = await db().incident.findMany({
    select: { id: true, number: true, lastSeq: true, lastHash: true },
    orderBy: { number: 'asc' },
  });
  for (const incident of incidents) yield await auditIncident(incident);
}

/**
 * Verifies a chain over the stored bytes, from the first event to the one that the incident remembers as its last,
 * and on to what was appended since.
 */
async function auditIncident(end: End): Promise<IncidentAudit> {
  const { id: incidentId, number } = end;
  let [seq, hash] = [0, GENESIS_HASH];
  const broken = (fault: Fault, at = seq + 1) => ({ incidentId, number, events: at - 1, broken: { seq: at, fault } });
  for (;;) {
    const page = await readPage(incidentId, seq);
    for (const row of page) {
      const fault = faultOf(row, { incidentId, seq: seq + 1, prevHash: hash });
      if (fault) return broken(fault);
      ({ seq, hash } = row);
      if (seq === end.lastSeq && hash !== end.lastHash) return broken('wrong_end', seq);
    }
    if (page.length < PAGE) break;
  }
  return seq < end.lastSeq ? broken('missing') : { incidentId, number, events: seq, broken: null };
}

async function readPage(incidentId: string, afterSeq: number): Promise<StoredEvent[]> {
  const rows = await db().event.findMany({
    where: { incidentId, seq: { gt: afterSeq } },
    orderBy: { seq: 'asc' },
    take: PAGE,
  });
  return rows.map((row) => ({ ...row, texts: row.texts as Texts }));
}

/** What is wrong with a stored event, given what should be there; null when nothing is. */
export function faultOf(
  row: StoredEvent,
  expected: { incidentId: string; seq: number; prevHash: string },
): Fault | null {
  if (row.seq !== expected.seq) return 'missing';
  if (row.prevHash !== expected.prevHash) return 'misplaced';
  if (row.hash !== chainHash(row.prevHash, row.payload)) return 'changed_bytes';
  const { incidentId, seq, type, at, data } = JSON.parse(row.payload) as Record<string, unknown>;
  const columns = [expected.incidentId, row.seq, row.type, row.at.toISOString()];
  if (JSON.stringify([incidentId, seq, type, at]) !== JSON.stringify(columns)) return 'changed_columns';
  return textFault(data, row.texts);
}

/** A redacted text (null) is no fault. */
function textFault(data: unknown, texts: Texts): Fault | null {
  for (const digest of digestsIn(data)) {
    const stored = texts[digest];
    if (stored === undefined) return 'lost_text';
    if (stored !== null && textDigest(stored.salt, stored.text) !== digest) return 'changed_text';
  }
  return null;
}
