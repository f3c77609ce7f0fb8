import { atOneMoment } from '@/lib/db/at-one-moment';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { eventSummary } from '@/lib/domain/event-summary';
import { figures } from '@/lib/domain/figures';
import type { IncidentState } from '@/lib/domain/state';
import type { Figures, FollowUpRow, PostmortemText, TimelineLine, WorkingCopy } from '@/lib/domain/views';
import { readNow } from '@/lib/log/head';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import { readWorkingCopy } from '../working-copy';
import { followUpsOf } from './follow-ups';

export interface PostmortemPage {
  state: IncidentState;
  figures: Figures;
  /** Null until it is drafted. */
  text: PostmortemText | null;
  /** What the reader was writing and has not saved. */
  copy: WorkingCopy | null;
  followUps: FollowUpRow[];
  /** What happened, without what the machinery wrote down, oldest first. */
  timeline: TimelineLine[];
  /** Database time, ISO 8601. */
  now: string;
}

/**
 * A post-mortem as `userId` sees it, with its figures and its timeline; null when there is no such incident. The text and
 * the incident are of one moment: none of them says that there is a draft where the other does not.
 */
export async function readPostmortem(incidentId: string, userId: string): Promise<PostmortemPage | null> {
  const [{ state, text, events, now }, copy, followUps] = await Promise.all([
    atOneMoment(async (tx) => ({
      state: await readState(incidentId, tx),
      text: await readPostmortemText(incidentId, tx),
      events: await readEvents(tx, incidentId),
      now: await readNow(tx, null),
    })),
    readWorkingCopy(incidentId, userId),
    followUpsOf(incidentId),
  ]);
  if (!state) return null;
  const timeline = events.map((event) => ({ seq: event.seq, at: event.at, ...eventSummary(event, state, events) }));
  return {
    state,
    figures: figures(state, now),
    text,
    copy,
    followUps,
    timeline: timeline.filter(({ level }) => level !== 'journal'),
    now,
  };
}

/** The text as it was last saved. */
export async function readPostmortemText(
  incidentId: string,
  tx: Prisma.TransactionClient = db(),
): Promise<PostmortemText | null> {
  const row = await tx.postmortem.findUnique({ where: { incidentId } });
  if (!row) return null;
  const { body, version, updatedBy, updatedAt } = row;
  const locale = row.locale === 'fr' ? 'fr' : 'en';
  return { body, locale, version, updatedBy, updatedAt: updatedAt.toISOString() };
}
