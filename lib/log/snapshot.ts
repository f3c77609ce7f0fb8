import { atOneMoment } from '@/lib/db/at-one-moment';
import type { Prisma } from '@/lib/db/generated/client';
import { paramsSchema } from '@/lib/domain/facts';
import { sharedView } from '@/lib/domain/shared-view';
import type { RoomSnapshot, Sample, StepProgressView, Viewer } from '@/lib/domain/snapshot';
import type { IncidentState } from '@/lib/domain/state';
import type { Verdict } from '@/lib/domain/words';
import { readEventsPage } from './events-page';
import { findFreeze } from './freeze';
import { readNow } from './head';
import { findHolders } from './locks';
import { readPresence } from './presence';
import { readState } from './read-state';

type Tx = Prisma.TransactionClient;

/** How many samples of each check a sparkline shows. */
const SAMPLES_SHOWN = 60;
/** How much of the timeline a room starts with. */
const TIMELINE_SHOWN = 200;

/**
 * What a room starts from, read as of one moment so that nothing falls between its parts; null when there is no
 * such incident. A shared viewer gets neither commands nor anything that only the team may see.
 */
export async function readSnapshot(incidentId: string, viewer: Viewer): Promise<RoomSnapshot | null> {
  const snapshot = await atOneMoment((tx) => assemble(tx, incidentId, viewer));
  return snapshot && viewer.kind === 'shared' ? sharedView(snapshot) : snapshot;
}

async function assemble(tx: Tx, incidentId: string, viewer: Viewer): Promise<RoomSnapshot | null> {
  const state = await readState(incidentId, tx);
  if (!state) return null;
  const page = await readEventsPage(incidentId, { limit: TIMELINE_SHOWN }, tx);
  const now = await readNow(tx, null);
  const resourceKeys = (state.plan?.steps ?? []).map((step) => step.resourceKey);
  return {
    state,
    stateVersion: state.stateVersion,
    timeline: page.events,
    hasOlder: page.hasOlder,
    samples: await readSamples(tx, state),
    progress: state.run ? await readProgress(tx, state.run.id) : [],
    presence: await readPresence(incidentId, tx),
    holders: await findHolders(tx, resourceKeys, state.run?.id ?? null),
    freeze: await findFreeze(tx, state.service.id, now),
    now,
    viewer,
  };
}

/** The newest samples of each check, oldest first. */
async function readSamples(tx: Tx, { incidentId, checks }: IncidentState): Promise<Record<string, Sample[]>> {
  const ids = checks.map(({ id }) => id);
  const rows = await tx.$queryRaw<
    { checkId: string; at: Date; verdict: Verdict; observed: string; latencyMs: number }[]
  >`
    SELECT newest.check_id AS "checkId", newest.at, newest.verdict, newest.observed, newest.latency_ms AS "latencyMs"
    FROM unnest(${ids}::text[]) AS wanted (check_id)
    CROSS JOIN LATERAL (
      SELECT * FROM check_samples s
      WHERE s.incident_id = ${incidentId} AND s.check_id = wanted.check_id
      ORDER BY s.at DESC LIMIT ${SAMPLES_SHOWN}
    ) AS newest
    ORDER BY newest.at, newest.id`;
  const samples: Record<string, Sample[]> = Object.fromEntries(ids.map((id) => [id, []]));
  for (const { checkId, at, ...sample } of rows) samples[checkId]?.push({ ...sample, at: at.toISOString() });
  return samples;
}

async function readProgress(tx: Tx, runId: string): Promise<StepProgressView[]> {
  const rows = await tx.stepProgress.findMany({ where: { runId }, orderBy: { at: 'asc' } });
  return rows.map(({ code, params, at, ...row }) => ({
    ...row,
    code: code ?? undefined,
    params: paramsSchema.optional().parse(params ?? undefined),
    at: at.toISOString(),
  }));
}
