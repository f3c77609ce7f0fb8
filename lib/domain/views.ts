import type { ClockLevel } from './clocks';
import type { EventSummary } from './event-summary';
import type { Person } from './facts';
import type { FollowUpWords } from './follow-up-text';
import type { ReadinessBrief } from './readiness';
import type { Cause, IncidentClass, Locale, Phase, Review } from './words';

/** What the pages around the room show. Plain data, read on the server; every time is ISO 8601, database time. */

export const OUTCOMES = ['recovered', 'fixed_forward', 'frozen', 'stood_down'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One line of a list of incidents. */
export interface IncidentRow {
  id: string;
  number: number;
  title: string;
  class: IncidentClass;
  status: 'open' | 'closed';
  phase: Phase;
  outcome: Outcome | null;
  drill: boolean;
  commander: string;
  declaredAt: string;
  closedAt: string | null;
  service: { slug: string; name: string; environment: string };
}

/** What a card needs to tick by itself between two reads. */
export interface CardClock {
  /** When the class's deadline falls. */
  deadlineAt: string;
  /** When the danger ended, which stops the deadline; null while it runs. */
  deadlineMetAt: string | null;
  /** When the present stay in the phase began. */
  phaseEnteredAt: string;
  /** Time already spent in this phase by earlier stays: a failed verification leads back to execution. */
  phaseSpentMs: number;
  /** Null for the debrief, which has none. */
  phaseBudgetMs: number | null;
}

/** What an open incident waits for or is doing, beyond its phase. `step` counts from 1; `at` is when the run starts. */
export type CardSign =
  | { kind: 'step_failed' | 'step_late' | 'pausing'; step: number }
  | { kind: 'abort_failed' | 'aborted' | 'aborting' | 'checks_red' | 'not_held' | 'objected' | 'paused' }
  | { kind: 'starts'; at: string }
  | { kind: 'rolling_back'; step: number; of: number };

/** Where it waits for nothing and does nothing beyond its phase, there is no sign. */
export type SignedIncident = IncidentRow & { sign: CardSign | null };

export type OpenIncident = SignedIncident & { clock: CardClock };

export interface Link {
  name: string;
  url: string;
}

/** A service that is no longer operated; its incidents stay. */
export interface ArchivedService {
  slug: string;
  name: string;
  environment: string;
  owner: string;
  /** ISO 8601. */
  archivedAt: string;
  incidents: number;
}

export interface HomeService {
  id: string;
  slug: string;
  name: string;
  environment: string;
  owner: string;
  components: {
    id: string;
    name: string;
    provider: string;
    /** What was last seen as current; null before anyone looked. */
    current: { revisionId: string; at: string } | null;
  }[];
  links: Link[];
  /** Null before anybody looked. */
  readiness: ReadinessBrief | null;
  /** Without drills, which are counted apart. */
  openIncidents: number;
  openDrills: number;
  lastIncident: { id: string; number: number; title: string; status: string; declaredAt: string } | null;
}

export interface DeclareService {
  id: string;
  slug: string;
  name: string;
  environment: string;
  owner: string;
  /** Incidents that are open on it already, newest first: declaring another one is allowed, and worth a word. */
  open: { id: string; number: number; title: string }[];
}

/** A service with all that its page shows. */
export interface ServiceView {
  id: string;
  slug: string;
  name: string;
  environment: string;
  owner: string;
  stability: { windowMs: number; intervalMs: number };
  components: { id: string; name: string; label: string }[];
  checks: { id: string; name: string; required: boolean; manual: boolean; command: string; expected: string }[];
  /** Names of components, wave after wave: those of one wave go at the same time. */
  playbooks: { name: string; when: string; expectMinutes: number; waves: string[][] }[];
  /** How long the team may object to an urgent rollback; null where nobody is asked. */
  objectionMs: number | null;
  freezes: { from: string; until: string; reason: string }[];
  contacts: { role: string; name: string; phone?: string | undefined; email?: string | undefined }[];
  channels: { id: string; kind: string; label: string }[];
  links: Link[];
}

export const FOLLOW_UP_FILTERS = ['open', 'mine', 'done'] as const;
export type FollowUpFilter = (typeof FOLLOW_UP_FILTERS)[number];

export interface FollowUpRow extends FollowUpWords {
  id: string;
  kind: string;
  owner: Person | null;
  dueAt: string | null;
  done: boolean;
  openedAt: string;
  /** Repli looks at the platform by itself whether it was done. */
  verifiable: boolean;
  incident: { id: string; number: number };
  service: { slug: string; name: string } | null;
}

/** What a post-mortem says in numbers, in milliseconds since the declaration; null for what never happened. */
export interface Figures {
  durationMs: number;
  /** From when the fault began, where somebody found out. */
  toDeclareMs: number | null;
  toDecideMs: number | null;
  /** Until the first message that told the team or the users. */
  toTellMs: number | null;
  /** Until a provider accepted the first write. */
  toWriteMs: number | null;
  toRecoverMs: number | null;
  phases: PhaseFigures[];
  runs: number;
}

/** All stays in one phase together; `visits` is 0 for a phase that was never reached. */
export interface PhaseFigures {
  phase: Phase;
  visits: number;
  spentMs: number;
  budgetMs: number | null;
  overMs: number;
  level: ClockLevel;
}

/** A text of which some parts were looked for. */
export type Highlighted = { text: string; hit: boolean }[];

/** One line of the library of post-mortems. */
export interface LibraryRow {
  incidentId: string;
  number: number;
  title: Highlighted;
  /** That the text was drafted in; null where there is no text. */
  locale: Locale | null;
  class: IncidentClass;
  drill: boolean;
  outcome: Outcome | null;
  declaredAt: string;
  review: Review;
  cause: Cause | null;
  tags: string[];
  toRecoverMs: number | null;
  service: string;
  /** Of the text around what was looked for; empty where only the title or a tag was hit. */
  excerpt: Highlighted;
}

/** Figures over many incidents. */
export interface Statistics {
  incidents: number;
  months: MonthFigures[];
  phases: PhaseSpread[];
  outcomes: OutcomeCount[];
  causes: CauseCount[];
  flaps: FlapCount[];
}

export interface MonthFigures {
  /** `2026-03`, UTC. */
  month: string;
  incidents: number;
  /** From declaration to recovery. */
  medianMs: number | null;
  p90Ms: number | null;
  /** How many reached verification, and in how many of those a check turned red again. */
  verified: number;
  flapped: number;
}

export interface PhaseSpread {
  phase: Phase;
  medianMs: number | null;
  p90Ms: number | null;
  budgetMs: number | null;
  reached: number;
  over: number;
}

export interface OutcomeCount {
  service: string;
  class: IncidentClass;
  outcome: Outcome;
  count: number;
}

export interface CauseCount {
  cause: Cause | null;
  count: number;
}

export interface FlapCount {
  service: string;
  check: string;
  count: number;
}

/** An event as a sentence, not yet in a language: `key` is a message's full key. */
export interface TimelineLine extends EventSummary {
  seq: number;
  at: string;
}

/** What a person typed and has not saved. */
export interface WorkingCopy {
  body: string;
  /** The saved version that it was written on. */
  version: number;
  /** ISO 8601. */
  at: string;
}

/** The text of a post-mortem, as it was last saved. */
export interface PostmortemText {
  body: string;
  /** The language that it was drafted in. */
  locale: Locale;
  version: number;
  updatedBy: string;
  updatedAt: string;
}

/** A pipeline's token, without its text. */
export interface DeployTokenView {
  id: string;
  name: string;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  usedAt: string | null;
}

/** A browser that is signed in. */
export interface SessionView {
  id: string;
  /** ISO 8601. */
  createdAt: string;
  lastSeenAt: string;
  address: string;
  userAgent: string;
}

/** A person's account, for whoever manages accounts. */
export interface AccountView {
  id: string;
  name: string;
  email: string;
  role: 'viewer' | 'responder' | 'commander' | 'admin';
  disabled: boolean;
  /** `password`, `oidc`, `github`; none for somebody who came by links only. */
  signsInBy: string[];
  sessions: SessionView[];
}

/** Something that changed outside any incident's timeline. */
export interface AuditEntryView {
  id: string;
  /** ISO 8601. */
  at: string;
  /** A person's name, or a command's. */
  actor: string;
  /** `catalogue.imported`; words under `audit.action`. */
  action: string;
  subject: string;
  data: Record<string, unknown>;
}
