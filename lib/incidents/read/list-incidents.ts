import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { SignedIncident } from '@/lib/domain/views';
import { type IncidentQuery, readCursor, searchedNumber, writeCursor } from './incident-query';
import { ROW_COLUMNS, toRow } from './incident-row';
import { withSigns } from './open-incidents';

export interface IncidentPage {
  incidents: SignedIncident[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export const PAGE_SIZE = 50;

/**
 * Incidents, newest first, one page at a time. Paging is by key, so the thousandth page costs what the first does.
 * `limit` is at most 200.
 */
export async function listIncidents(query: IncidentQuery & { limit?: number }): Promise<IncidentPage> {
  const limit = Math.min(query.limit ?? PAGE_SIZE, 200);
  const stored = await db().incident.findMany({
    where: { AND: [...filters(query), ...after(query.cursor)] },
    orderBy: [{ declaredAt: 'desc' }, { number: 'desc' }],
    take: limit + 1,
    select: ROW_COLUMNS,
  });
  const page = stored.slice(0, limit);
  const last = page.at(-1);
  return {
    incidents: await withSigns(page.map(toRow)),
    ...(stored.length > limit && last ? { nextCursor: writeCursor(last) } : {}),
  };
}

/** How many there are on all pages together. */
export function countIncidents(query: IncidentQuery): Promise<number> {
  return db().incident.count({ where: { AND: filters(query) } });
}

function filters(query: IncidentQuery): Prisma.IncidentWhereInput[] {
  return [
    ...(query.status ? [{ status: query.status }] : []),
    ...(query.class ? [{ class: query.class }] : []),
    ...(query.service ? [{ service: { slug: query.service } }] : []),
    ...(query.q ? [search(query.q)] : []),
  ];
}

function search(q: string): Prisma.IncidentWhereInput {
  const number = searchedNumber(q);
  const inTitle: Prisma.IncidentWhereInput = { title: { contains: literal(q), mode: 'insensitive' } };
  return number === null ? inTitle : { OR: [{ number }, inTitle] };
}

/** What is searched is text, not a pattern: Prisma hands `%` and `_` on to LIKE as they are. */
const literal = (q: string): string => q.replace(/[\\%_]/g, '\\$&');

/** The bound on `declaredAt` alone is what the index can use; the rest settles incidents of the same millisecond. */
function after(text: string | undefined): Prisma.IncidentWhereInput[] {
  const cursor = readCursor(text);
  if (!cursor) return [];
  return [
    { declaredAt: { lte: cursor.declaredAt } },
    { OR: [{ declaredAt: { lt: cursor.declaredAt } }, { number: { lt: cursor.number } }] },
  ];
}
