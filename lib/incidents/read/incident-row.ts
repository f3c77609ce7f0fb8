import type { Prisma } from '@/lib/db/generated/client';
import { type IncidentRow, OUTCOMES } from '@/lib/domain/views';
import { CLASSES, PHASES } from '@/lib/domain/words';

/** Everything of a line, and not the folded state: with thousands of incidents that column is most of the table. */
export const ROW_COLUMNS = {
  id: true,
  number: true,
  title: true,
  class: true,
  status: true,
  phase: true,
  outcome: true,
  drill: true,
  commander: true,
  declaredAt: true,
  closedAt: true,
  service: { select: { slug: true, name: true, environment: true } },
} as const satisfies Prisma.IncidentSelect;

type Stored = Prisma.IncidentGetPayload<{ select: typeof ROW_COLUMNS }>;

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | null =>
  values.find((candidate) => candidate === value) ?? null;

/** The stored columns as a line for the screens. Words that this version does not know fall back to the first. */
export function toRow(stored: Stored): IncidentRow {
  return {
    id: stored.id,
    number: stored.number,
    title: stored.title,
    class: oneOf(CLASSES, stored.class) ?? 'urgent',
    status: stored.status === 'closed' ? 'closed' : 'open',
    phase: oneOf(PHASES, stored.phase) ?? 'evaluation',
    outcome: oneOf(OUTCOMES, stored.outcome),
    drill: stored.drill,
    commander: stored.commander,
    declaredAt: stored.declaredAt.toISOString(),
    closedAt: stored.closedAt?.toISOString() ?? null,
    service: stored.service,
  };
}
