import { db } from '@/lib/db/client';
import { type IncidentState, STATE_VERSION } from '@/lib/domain/state';
import type { IncidentRow, OpenIncident } from '@/lib/domain/views';
import { refold } from '@/lib/log/refold';
import { cardClock } from './clock';
import { ROW_COLUMNS, toRow } from './incident-row';

/** More than this many open at once is a list to search, not a row of cards. */
const CARDS_LIMIT = 24;

/** Open incidents, urgent first, then the longest open: what home shows big. */
export async function listOpenIncidents(): Promise<OpenIncident[]> {
  const stored = await db().incident.findMany({
    where: { status: 'open' },
    orderBy: { declaredAt: 'desc' },
    take: CARDS_LIMIT,
    select: { ...ROW_COLUMNS, state: true, stateVersion: true },
  });
  const cards = stored.map(async ({ state, stateVersion, ...columns }) =>
    withClock(toRow(columns), await current(columns.id, state, stateVersion)),
  );
  return (await Promise.all(cards)).sort(byUrgency);
}

/** Another version's shape, before or after a deployment, is folded again from the log. */
async function current(incidentId: string, state: unknown, stateVersion: number): Promise<IncidentState> {
  return stateVersion === STATE_VERSION ? (state as IncidentState) : refold(db(), incidentId);
}

function withClock(row: IncidentRow, state: IncidentState): OpenIncident {
  return { ...row, clock: cardClock(state) };
}

const RANK = { urgent: 0, planned: 1, preventive: 2 } as const;

/** Practice never stands before the real thing. */
function byUrgency(a: OpenIncident, b: OpenIncident): number {
  return (
    Number(a.drill) - Number(b.drill) ||
    RANK[a.class] - RANK[b.class] ||
    Date.parse(a.declaredAt) - Date.parse(b.declaredAt)
  );
}
