import { db } from '@/lib/db/client';
import type { IncidentEvent } from '@/lib/domain/event';
import { fold } from '@/lib/domain/fold';
import { incidentColumns } from '@/lib/log/projections';
import { readState } from '@/lib/log/read-state';
import { sealAll } from '@/lib/log/seal';
import { type GalleryIncident, writeIncident } from '@/tests/setup/gallery/incidents';
import { COMMANDER } from '@/tests/setup/log-world';

const CHUNK = 1_000;

/** A service as the gallery's incidents want it. */
async function serviceOf(serviceId: string): Promise<GalleryIncident['service']> {
  const select = { id: true, slug: true, name: true, environment: true, owner: true } as const;
  return db().service.findUniqueOrThrow({ where: { id: serviceId }, select });
}

/** An incident whose rollback stopped at a failed step: checks, plan, run and timeline are all there. */
export async function failedIncident(serviceId: string, notes = 0): Promise<string> {
  return writeIncident({ until: 'failed', notes, agoMs: 60_000, service: await serviceOf(serviceId) });
}

/** The same with `count` events, the last ones notes: sealed like any others, appended in bulk. */
export async function longIncident(serviceId: string, count: number): Promise<string> {
  const incidentId = await failedIncident(serviceId, 100);
  const state = await readState(incidentId);
  const row = await db().incident.findUniqueOrThrow({ where: { id: incidentId }, select: { lastHash: true } });
  if (!state) throw new Error('the incident was not written');
  const notes = Array.from(
    { length: count - state.lastSeq },
    (_, n): IncidentEvent => ({
      incidentId,
      seq: state.lastSeq + n + 1,
      type: 'note.added',
      at: new Date(Date.parse(state.lastAt) + n).toISOString(),
      actor: COMMANDER,
      data: { text: `Note ${n}: support has ${n % 97} tickets now, mostly from France and Belgium.` },
    }),
  );
  const rows = sealAll(notes, row.lastHash);
  const after = fold(notes, state);
  if (!after) throw new Error('the notes could not be folded');
  await db().incident.update({
    where: { id: incidentId },
    data: { ...incidentColumns(after), lastHash: rows.at(-1)?.hash ?? row.lastHash },
  });
  for (let from = 0; from < rows.length; from += CHUNK)
    await db().event.createMany({ data: rows.slice(from, from + CHUNK) });
  return incidentId;
}
