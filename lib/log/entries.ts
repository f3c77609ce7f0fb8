import type { Prisma } from '@/lib/db/generated/client';
import { figures } from '@/lib/domain/figures';
import type { IncidentState } from '@/lib/domain/state';
import type { Phase } from '@/lib/domain/words';
import { readEvents } from './read';

type Tx = Prisma.TransactionClient;

/** What changes an entry once there is one; most events of an incident come before it is drafted. */
const CHANGING = new Set(['incident.closed', 'incident.reclassified', 'recovery.held', 'recovery.declared']);

export const changesEntry = (type: string): boolean => type.startsWith('postmortem.') || CHANGING.has(type);

/** Brings the library's entry of an incident up to date; there is none before the post-mortem is drafted. */
export async function projectEntry(tx: Tx, state: IncidentState): Promise<void> {
  const { incidentId, postmortem } = state;
  if (postmortem === null) return;
  const columns = { ...described(state), ...measured(state), flaps: await flapsOf(tx, incidentId) };
  await tx.postmortemEntry.upsert({
    where: { incidentId },
    create: { incidentId, ...columns },
    update: columns,
    select: { incidentId: true },
  });
  await indexText(tx, incidentId);
}

/**
 * Makes an entry's words findable: those of the title, the tags and the service in both languages, as people search in
 * theirs, and those of the text in the language that it was drafted in. Asked for again whenever the text was written.
 */
export async function indexText(tx: Tx, incidentId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE postmortem_entries e SET search = setweight(words.head, 'A') || setweight(words.body, 'B')
    FROM (
      SELECT entry.incident_id,
        to_tsvector('repli_en', head.text) || to_tsvector('repli_fr', head.text) AS head,
        to_tsvector((CASE p.locale WHEN 'fr' THEN 'repli_fr' ELSE 'repli_en' END)::regconfig, coalesce(p.body, '')) AS body
      FROM postmortem_entries entry
      JOIN services s ON s.id = entry.service_id
      LEFT JOIN postmortems p ON p.incident_id = entry.incident_id
      CROSS JOIN LATERAL (SELECT concat_ws(' ', entry.title, s.name, array_to_string(entry.tags, ' ')) AS text) AS head
      WHERE entry.incident_id = ${incidentId}
    ) words
    WHERE e.incident_id = words.incident_id`;
}

function described(state: IncidentState) {
  const { number, service, title, class: incidentClass, drill, outcome, declaredAt, postmortem } = state;
  return {
    number,
    serviceId: service.id,
    title,
    class: incidentClass,
    drill,
    outcome,
    declaredAt: new Date(declaredAt),
    review: postmortem?.review?.status ?? 'draft',
    cause: postmortem?.cause ?? null,
    tags: postmortem?.tags ?? [],
  };
}

function measured(state: IncidentState) {
  const { toDeclareMs, toDecideMs, toTellMs, toRecoverMs, phases } = figures(state, state.lastAt);
  const of = (name: Phase) => phases.find(({ phase, visits }) => phase === name && visits > 0)?.spentMs ?? null;
  const budget = (name: Phase) => phases.find(({ phase }) => phase === name)?.budgetMs ?? 0;
  return {
    toDeclareMs,
    toDecideMs,
    toTellMs,
    toRecoverMs,
    evaluationMs: of('evaluation'),
    communicationMs: of('communication'),
    executionMs: of('execution'),
    verificationMs: of('verification'),
    evaluationBudgetMs: budget('evaluation'),
    communicationBudgetMs: budget('communication'),
    executionBudgetMs: budget('execution'),
    verificationBudgetMs: budget('verification'),
  };
}

/** Names of the checks that broke the stability window, in order; a sampler's gap is no flap. */
async function flapsOf(tx: Tx, incidentId: string): Promise<string[]> {
  const restarts = await readEvents(tx, incidentId, { types: ['window.restarted'] });
  return restarts.flatMap(({ type, data }) =>
    type === 'window.restarted' && data.cause === 'check' ? [data.detail] : [],
  );
}
