import type { IncidentEvent } from './event';
import type { LockHolder } from './facts';
import type { IncidentState } from './state';
import type { Doubt, Verdict } from './words';

/** Ephemeral things: on the stream without an id, latest values in rows, part of the snapshot. */
export interface Sample {
  at: string;
  verdict: Verdict;
  observed: string;
  latencyMs: number;
}

export interface StepProgressView {
  runId: string;
  stepId: string;
  done: number;
  total: number;
  text: string;
  /** Of the text, for its translation. A worker of an earlier version gives none. */
  code?: string | undefined;
  params?: Record<string, string | number> | undefined;
  at: string;
}

export interface PresentPerson {
  userId: string;
  name: string;
  seenAt: string;
}

/** Who looks at the room. A shared link has no person and may do nothing. */
export interface Viewer {
  kind: 'member' | 'shared';
  userId: string | null;
  name: string;
  /** Permissions of `lib/auth/permissions.ts`, as data, so that the room never imports the server's code. */
  can: string[];
}

/** What a room starts from: fold the stream's events with `seq > state.lastSeq` onto `state`. */
export interface RoomSnapshot {
  state: IncidentState;
  stateVersion: number;
  /** The newest events, oldest first; older ones are read by page. */
  timeline: IncidentEvent[];
  hasOlder: boolean;
  samples: Record<string, Sample[]>;
  progress: StepProgressView[];
  presence: PresentPerson[];
  holders: LockHolder[];
  /** The freeze that the service was in at `now`: what a start would meet. */
  freeze: { until: string; reason: string } | null;
  /** Database time when this was read, ISO 8601: clocks run on it. */
  now: string;
  viewer: Viewer;
}

/** The provider's revisions, with what Repli knows about each. */
export interface RevisionView {
  id: string;
  label: string;
  summary: string;
  at?: string;
  author?: string;
  /** ISO 8601: the moment whose data this would bring back. */
  dataAt?: string;
  current: boolean;
  marks: string[];
  doubts: Doubt[];
  verifiedGood: boolean;
  /** Why it is never a default target, and until when (ISO 8601) unless for good. */
  ban?: { reason: string; by: string; until?: string };
  /** What the delivery pipeline said of it last. */
  deployed?: { at: string; by: string; url?: string };
}

/** What changed the service shortly before the fault: a migration by its name, or a deployment by what went out. */
export interface Suspect {
  change: 'migration' | 'deployment';
  name: string;
  /** ISO 8601. */
  at: string;
}

export interface RevisionsView {
  revisions: RevisionView[];
  nextCursor?: string;
  /** ISO 8601: the age of this answer is shown. */
  readAt: string;
  /** The default target and why: `verified_good`, `seen_stable`, `before_current`, or `before_change` with that change. */
  suggested: { revisionId: string; why: string; suspect?: Suspect } | null;
}

export interface PlanDocument {
  steps: { stepId: string; diff: string; commands: string[]; write: Record<string, unknown> }[];
}

export type Result<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      error: {
        code: string;
        params?: Record<string, string | number>;
        message?: string;
        fieldErrors?: Record<string, string>;
      };
    };
