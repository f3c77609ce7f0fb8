import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import type { IncidentEvent } from '@/lib/domain/event';
import type { IncidentClass } from '@/lib/domain/words';
import { append } from '@/lib/log/append';
import { nextNumber } from '@/lib/log/head';
import type { Stage } from '@/tests/setup/room/lines';
import { buildEvents } from '@/tests/setup/room/room';
import { buildSeveral, SEVERAL, type Several } from '@/tests/setup/room/several';

export interface GalleryIncident {
  until: Stage | Several;
  class?: IncidentClass;
  notes?: number;
  title?: string;
  drill?: boolean;
  /** How long ago its last event happened. */
  agoMs: number;
  service: { id: string; slug: string; name: string; environment: string; owner: string };
}

/** Writes a believable incident to the log, as it would have happened `agoMs` ago; answers its id. */
export async function writeIncident(wanted: GalleryIncident): Promise<string> {
  const incidentId = randomUUID();
  const events = eventsOf(wanted);
  const shiftMs = Date.now() - wanted.agoMs - Date.parse(events.at(-1)?.at ?? '');
  await db().$transaction(async (tx) => {
    const number = await nextNumber(tx);
    const moved = events.map((event) => move(event, { ...wanted, incidentId, number, shiftMs }));
    await append(tx, null, moved, async () => undefined);
  });
  return incidentId;
}

function eventsOf({ until, class: incidentClass = 'urgent', notes = 0 }: GalleryIncident): IncidentEvent[] {
  const several = SEVERAL.find((known) => known === until);
  return several ? buildSeveral(several) : buildEvents({ until: until as Stage, class: incidentClass, notes });
}

type Place = GalleryIncident & { incidentId: string; number: number; shiftMs: number };

/** Ids that are unique across incidents, and the real things that only one run may hold. */
const OWN_IDS = new Set(['runId', 'followUpId', 'resourceKey']);

function ownIds(value: unknown, incidentId: string): unknown {
  if (Array.isArray(value)) return value.map((item) => ownIds(item, incidentId));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      OWN_IDS.has(key) ? `${incidentId}-${held}` : ownIds(held, incidentId),
    ]),
  );
}

/** The same event in another incident, at another time. */
function move(event: IncidentEvent, { incidentId, number, shiftMs, ...wanted }: Place): IncidentEvent {
  const at = new Date(Date.parse(event.at) + shiftMs).toISOString();
  const moved = { ...event, incidentId, at, data: ownIds(event.data, incidentId) } as IncidentEvent;
  if (moved.type === 'objection.opened') {
    const until = new Date(Date.parse(moved.data.until) + shiftMs).toISOString();
    return { ...moved, data: { ...moved.data, until } };
  }
  if (moved.type !== 'incident.declared') return moved;
  const { data } = moved;
  return {
    ...moved,
    data: {
      ...data,
      number,
      title: wanted.title ?? data.title,
      drill: wanted.drill ?? false,
      service: { ...data.service, ...wanted.service },
    },
  };
}
