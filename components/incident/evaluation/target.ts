import type { RevisionsView, RevisionView } from '@/lib/domain/snapshot';
import type { ReadError } from '../live/read-json';

/** A component's revisions as the provider answered, and the one that is chosen. */
export interface TargetChoice {
  componentId: string;
  /** The newest ones; older pages are read from `nextCursor`. */
  revisions: RevisionView[];
  nextCursor: string | null;
  suggested: RevisionsView['suggested'];
  /** ISO 8601: how old the provider's answer is. */
  readAt: string | null;
  chosen: RevisionView | null;
  choose: (revision: RevisionView) => void;
  /** Whether what runs now can be chosen too. */
  takesCurrent: boolean;
  loading: boolean;
  error: ReadError | null;
  retry: () => void;
}
