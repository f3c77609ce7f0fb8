import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentEvent } from '@/lib/domain/event';
import { upcast } from '@/lib/domain/upcast';
import type { StoredEvent } from './seal';
import { revealTexts, type Texts } from './texts';

/** The columns that an event is decoded from. */
type Decodable = Pick<StoredEvent, 'payload' | 'texts'>;

/** A stored event as screens see it: texts put back (or REDACTED), old shapes brought up to date. */
export function decode({ payload, texts }: Decodable): IncidentEvent {
  const event = JSON.parse(payload) as IncidentEvent;
  return { ...event, data: upcast(event.type, revealTexts(event.data, texts)) } as IncidentEvent;
}

export interface EventRange {
  /** Only events with a greater seq. */
  after?: number;
  /** Only events with a smaller seq. */
  before?: number;
  types?: string[];
  limit?: number;
  newestFirst?: boolean;
}

/** Reads one incident's events, by default all of them, oldest first. */
export async function readEvents(
  tx: Prisma.TransactionClient,
  incidentId: string,
  { after, before, types, limit, newestFirst }: EventRange = {},
): Promise<IncidentEvent[]> {
  const rows = await tx.event.findMany({
    where: {
      incidentId,
      ...(after === undefined && before === undefined
        ? {}
        : { seq: { ...(after === undefined ? {} : { gt: after }), ...(before === undefined ? {} : { lt: before }) } }),
      ...(types ? { type: { in: types } } : {}),
    },
    orderBy: { seq: newestFirst ? 'desc' : 'asc' },
    ...(limit === undefined ? {} : { take: limit }),
    select: { payload: true, texts: true },
  });
  return rows.map(({ payload, texts }) => decode({ payload, texts: texts as Texts }));
}
