import type { Gate } from './gate';
import { refusal } from './refusals';

/** Whoever reviews post-mortems: an admin. */
export const reviewer: Gate = ({ asker }) =>
  asker.kind === 'person' && asker.admin ? null : refusal('review_admin_only');

/** What the team agreed on stays as it is until an admin reopens it. */
export const notPublished: Gate = ({ state }) =>
  state.postmortem?.review?.status === 'published' ? refusal('postmortem_published') : null;

export const inReview: Gate = ({ state }) =>
  state.postmortem?.review?.status === 'in_review' ? null : refusal('postmortem_not_in_review');

export const published: Gate = ({ state }) =>
  state.postmortem?.review?.status === 'published' ? null : refusal('postmortem_not_published');

/** Its figures are final only then. */
export const closed: Gate = ({ state }) => (state.status === 'closed' ? null : refusal('incident_still_open'));

/** What the person read is what is saved; a draft that nobody edited is version 1. */
export const sameText: Gate<{ version: number }> = ({ state }, { version }) => {
  const saved = Math.max(1, state.postmortem?.savedVersion ?? 0);
  return version === undefined || version === saved ? null : refusal('version_conflict', { version: saved });
};
