import { incidentSummaries } from './summaries/incident';
import { messageSummaries } from './summaries/messages';
import { postmortemSummaries } from './summaries/postmortem';
import { runSummaries } from './summaries/run';
import type { Summaries } from './summaries/summary';
import { verificationSummaries } from './summaries/verification';

export type { Summaries, Summary } from './summaries/summary';

/** One sentence an event type: a type without one does not compile. */
export const summaries: Summaries = {
  ...incidentSummaries,
  ...messageSummaries,
  ...runSummaries,
  ...verificationSummaries,
  ...postmortemSummaries,
};
