import { db } from '@/lib/db/client';
import { type IncidentState, STATE_VERSION } from '@/lib/domain/state';
import type { CardSign, IncidentRow, OpenIncident, SignedIncident } from '@/lib/domain/views';
import { refold } from '@/lib/log/refold';
import { cardSign, waitsForDecision } from './card-sign';
import { cardClock } from './clock';
import { ROW_COLUMNS, toRow } from './incident-row';

/** More than this many open at once is a list to search, not a row of cards. */
const CARDS_LIMIT = 24;

/** Open incidents, those that wait for a decision first, then urgent ones, then the longest open: what home shows big. */
export async function listOpenIncidents(): Promise<OpenIncident[]> {
  const stored = await db().incident.findMany({
    where: { status: 'open' },
    orderBy: { declaredAt: 'desc' },
    take: CARDS_LIMIT,
    select: { ...ROW_COLUMNS, state: true, stateVersion: true },
  });
  const cards = stored.map(async ({ state, stateVersion, ...columns }) =>
    toCard(toRow(columns), await current(columns.id, state, stateVersion)),
  );
  return (await Promise.all(cards)).sort(byUrgency);
}

/** The same lines with what the open ones among them wait for: their states alone are read, in one query. */
export async function withSigns(rows: IncidentRow[]): Promise<SignedIncident[]> {
  const open = rows.filter(({ status }) => status === 'open').map(({ id }) => id);
  const stored =
    open.length === 0
      ? []
      : await db().incident.findMany({
          where: { id: { in: open } },
          select: { id: true, state: true, stateVersion: true },
        });
  const signs = new Map<string, CardSign | null>();
  for (const { id, state, stateVersion } of stored) signs.set(id, cardSign(await current(id, state, stateVersion)));
  return rows.map((row) => ({ ...row, sign: signs.get(row.id) ?? null }));
}

/** Another version's shape, before or after a deployment, is folded again from the log. */
async function current(incidentId: string, state: unknown, stateVersion: number): Promise<IncidentState> {
  return stateVersion === STATE_VERSION ? (state as IncidentState) : refold(db(), incidentId);
}

function toCard(row: IncidentRow, state: IncidentState): OpenIncident {
  return { ...row, clock: cardClock(state), sign: cardSign(state) };
}

const RANK = { urgent: 0, planned: 1, preventive: 2 } as const;

/** Practice never stands before the real thing. */
function byUrgency(a: OpenIncident, b: OpenIncident): number {
  return (
    Number(a.drill) - Number(b.drill) ||
    Number(waitsForDecision(b.sign)) - Number(waitsForDecision(a.sign)) ||
    RANK[a.class] - RANK[b.class] ||
    Date.parse(a.declaredAt) - Date.parse(b.declaredAt)
  );
}
