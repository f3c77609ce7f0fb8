import type { CheckFact, Params, Person, Plan, RevisionRef, ServiceFact, Settings } from './facts';
import type {
  Answer,
  BreakGlassRule,
  Cause,
  ChecklistItem,
  Decision,
  IncidentClass,
  Locale,
  MessageKind,
  PauseCause,
  Phase,
  Question,
  Reminder,
  Review,
  StepAction,
  Symptom,
  Verdict,
} from './words';

/** Raised when `evolve` folds to another shape: servers refold, browsers refetch. */
export const STATE_VERSION = 2;

export type StepStatus =
  | 'planned'
  | 'checkpointed'
  | 'intended'
  | 'requested'
  | 'converged'
  | 'healthy'
  | 'unhealthy'
  | 'failed'
  | 'skipped'
  | 'undone';

export interface StepState {
  id: string;
  action?: StepAction;
  /** The step of the same run that it takes back. */
  bringsBack?: string;
  /** Writers stand still meanwhile. */
  whileStopped?: true;
  /** Steps of one wave run at the same time, waves one after the other. */
  wave: number;
  status: StepStatus;
  /** Three verdicts, never one. ISO 8601 when each came true. */
  checkpointedAt?: string;
  intendedAt?: string;
  requestedAt?: string;
  convergedAt?: string;
  /** Of a canary that nobody waits for any longer. */
  holdEndedAt?: string;
  observedAt?: string;
  retriedAt?: string;
  healthy?: boolean;
  key?: string;
  /** Checks that passed just before the write: red ones afterwards may be its doing. */
  greenBefore?: string[];
  checkpoint?: { id: string; evidence: string; data: Record<string, unknown> };
  operation?: { id: string; evidence: string; data: Record<string, unknown> };
  evidence?: string;
  failure?: { code: string; error: string; retryable: boolean; at: string };
  skippedBecause?: string;
}

/** What a run set out to do, kept when its plan is replaced: past runs stay readable, and rule 5 knows what this incident changed. */
export interface RunTarget {
  stepId: string;
  componentId: string;
  componentName: string;
  from: RevisionRef;
  to: RevisionRef;
  /** Of an automation, not of the component. */
  action?: StepAction;
}

export type RunStatus = 'running' | 'pausing' | 'paused' | 'aborting' | 'aborted' | 'finished';

export interface RunState {
  id: string;
  /** Absent for an adopted rollback: someone did it by hand, Repli only verifies. */
  planId?: string;
  status: RunStatus;
  startedAt: string;
  startedBy: string;
  resumedAt?: string;
  endedAt?: string;
  /** Set from the moment that the pause is coming. */
  pausedBecause?: { cause: PauseCause; detail: string };
  abortReason?: string;
  adopted?: { componentId: string; revision: RevisionRef; reason: string };
  steps: StepState[];
  targets: RunTarget[];
}

/** The plan on the table, with who stands behind it. `by` is a name, `preparedById` lets rule 7 compare people. */
export type PlanState = Plan & {
  preparedBy: string;
  preparedById: string;
  acknowledged: { by: string; at: string } | null;
  approved: { by: Person; at: string } | null;
};

/** The team's chance to object before an urgent run starts. */
export interface ObjectionState {
  hash: string;
  openedBy: Person;
  openedAt: string;
  until: string;
  raised: { by: string; reason: string; at: string } | null;
}

export interface CheckState extends CheckFact {
  verdict: Verdict;
  observed: string;
  /** ISO 8601, when this verdict began. */
  since: string | null;
  answeredBy?: string;
  note?: string;
  waived?: { reason: string; by: string; at: string };
}

export interface MessageState {
  id: string;
  kind: MessageKind;
  locale: Locale;
  body: string;
  at: string;
  by: string;
  /** Set when it was sent by hand. */
  where?: string;
  deliveries: {
    channelId: string;
    label: string;
    status: 'queued' | 'delivered' | 'failed';
    detail: string;
    /** What later messages on this channel belong to. */
    thread?: string;
  }[];
}

export interface FollowUpState {
  id: string;
  kind: string;
  text: string;
  /** `<provider>:<code>` of its translation, and what that is filled with. */
  code?: string;
  params?: Params;
  owner: Person | null;
  dueAt: string | null;
  done: boolean;
  openedAt: string;
  /** The step whose checkpoint one press leads back to. */
  restores?: { runId: string; stepId: string };
  /** Somebody pressed, and it is being done. */
  restoring?: { by: string; at: string };
  /** Why the last press did not lead there. */
  restoreFailure?: string;
  /** The step whose provider can say whether it was done. */
  step?: { runId: string; stepId: string };
  /** Somebody asked, and the provider is being looked at. */
  checking?: { by: string; at: string };
  /** What was seen when the provider was last looked at for somebody, or when it was seen done. */
  seen?: { evidence: string; at: string };
  /** Somebody said that it is not done after all: it is looked at only when asked for. */
  reopened?: true;
}

/** One stay in a phase: a failed verification leads back to execution, so a phase may be visited twice. */
export interface Visit {
  phase: Phase;
  enteredAt: string;
  leftAt: string | null;
}

/** Where the writing stands; the text itself is a document beside the log. */
export interface PostmortemState {
  draftedAt: string;
  savedVersion: number;
  /** Absent while it is a draft. */
  review?: { status: Exclude<Review, 'draft'>; by: string; at: string };
  cause?: Cause;
  /** When the fault began: before the declaration, as far as somebody found out. */
  beganAt?: string;
  tags?: string[];
}

export interface IncidentState {
  stateVersion: number;
  incidentId: string;
  lastSeq: number;
  lastAt: string;
  number: number;
  title: string;
  service: ServiceFact;
  class: IncidentClass;
  drill: boolean;
  symptoms: Symptom[];
  settings: Settings;
  commander: Person;
  declaredAt: string;
  declaredBy: string;
  status: 'open' | 'closed';
  closedAt: string | null;
  outcome: 'recovered' | 'fixed_forward' | 'frozen' | 'stood_down' | null;
  phase: Phase;
  visits: Visit[];
  answers: Partial<Record<Question, { answer: Answer; note: string; by: string; at: string }>>;
  checklist: Partial<Record<ChecklistItem, { done: boolean; by: string; at: string }>>;
  decision: {
    decision: Decision;
    reason: string;
    by: string;
    at: string;
    target?: { componentId: string; revision: RevisionRef };
  } | null;
  plan: PlanState | null;
  glass: { rule: BreakGlassRule; reason: string; by: string; at: string }[];
  objection: ObjectionState | null;
  run: RunState | null;
  /** Ended runs, oldest first. */
  pastRuns: RunState[];
  /** Revisions that a run of this incident tried and that did not hold: `componentId` + revision id (rule 4). */
  failedTargets: { componentId: string; revisionId: string }[];
  checks: CheckState[];
  messages: MessageState[];
  /** When the platform settled on the target (or the fix was applied): the stability window cannot start before. */
  convergedAt: string | null;
  /** When the stability window last (re)started. */
  windowStartedAt: string | null;
  recovery: { kind: 'held' | 'declared'; reason: string; by: string; at: string } | null;
  followUps: FollowUpState[];
  /** When each reminder was last raised. */
  reminders: Partial<Record<Reminder, string>>;
  shares: { id: string; expiresAt: string; revoked: boolean }[];
  postmortem: PostmortemState | null;
}
