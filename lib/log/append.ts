import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentEvent } from '@/lib/domain/event';
import { fold } from '@/lib/domain/fold';
import type { IncidentState } from '@/lib/domain/state';
import type { Head } from './head';
import { jobsFor, type Outbox } from './jobs';
import { takeLocks } from './locks';
import { notify } from './notify';
import { incidentColumns, project, reproject } from './projections';
import { decode } from './read';
import { forgetTexts } from './redact';
import { refold } from './refold';
import { GENESIS_HASH, type StoredEvent, sealAll } from './seal';
import { insertEvents, updateIncident } from './write-rows';

type Tx = Prisma.TransactionClient;

/** Writes decided events and everything that follows from them; the incident's row is locked by the caller. */
export async function append(
  tx: Tx,
  head: Head | null,
  decided: IncidentEvent[],
  outbox: Outbox,
): Promise<{ events: IncidentEvent[]; state: IncidentState }> {
  const rows = sealAll(decided, head?.lastHash ?? GENESIS_HASH);
  // Read back from the bytes, so that this fold sees exactly what every later one will.
  const events = rows.map(decode);
  const folded = fold(events, head?.state ?? null);
  const last = rows.at(-1);
  if (!folded || !last) throw new Error('A first event that declares no incident cannot be appended.');
  await takeLocksOf(tx, folded, events);
  await writeRows(tx, head, folded, rows);
  const state = await redacted(tx, folded, events);
  await project(tx, state, events);
  await outbox(tx, jobsFor(state, events));
  await notify(tx, { i: state.incidentId, s: state.lastSeq });
  return { events, state };
}

async function takeLocksOf(tx: Tx, state: IncidentState, events: IncidentEvent[]): Promise<void> {
  const started = events.find(({ type }) => type === 'run.started');
  if (started?.type !== 'run.started' || !state.plan) return;
  const keys = state.plan.steps.map((step) => step.resourceKey);
  const { incidentId, number: incidentNumber } = state;
  await takeLocks(tx, keys, { incidentId, incidentNumber, runId: started.data.runId });
}

async function writeRows(tx: Tx, head: Head | null, state: IncidentState, rows: StoredEvent[]): Promise<void> {
  const lastHash = rows.at(-1)?.hash ?? GENESIS_HASH;
  const { incidentId: id, number, service } = state;
  if (head) await updateIncident(tx, state, lastHash);
  else {
    const data = { id, number, serviceId: service.id, ...incidentColumns(state), lastHash };
    await tx.incident.create({ data, select: { id: true } });
  }
  await insertEvents(tx, id, rows);
}

/** A redaction changes what earlier events say, so the state and the rows made from them are made anew. */
async function redacted(tx: Tx, folded: IncidentState, events: IncidentEvent[]): Promise<IncidentState> {
  if (!(await forgetTexts(tx, events))) return folded;
  const state = await refold(tx, folded.incidentId);
  await tx.incident.update({ where: { id: state.incidentId }, data: incidentColumns(state), select: { id: true } });
  await reproject(tx, state);
  return state;
}
