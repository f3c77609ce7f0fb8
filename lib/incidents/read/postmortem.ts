import { db } from '@/lib/db/client';
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

/** A post-mortem as `userId` sees it, with its figures and its timeline; null when there is no such incident. */
export async function readPostmortem(incidentId: string, userId: string): Promise<PostmortemPage | null> {
  const [state, text, copy, followUps, events, now] = await Promise.all([
    readState(incidentId),
    readPostmortemText(incidentId),
    readWorkingCopy(incidentId, userId),
    followUpsOf(incidentId),
    readEvents(db(), incidentId),
    readNow(db(), null),
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
export async function readPostmortemText(incidentId: string): Promise<PostmortemText | null> {
  const row = await db().postmortem.findUnique({ where: { incidentId } });
  if (!row) return null;
  const { body, version, updatedBy, updatedAt } = row;
  const locale = row.locale === 'fr' ? 'fr' : 'en';
  return { body, locale, version, updatedBy, updatedAt: updatedAt.toISOString() };
}
