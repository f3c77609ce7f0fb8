/** The product's fixed vocabularies. Each value has a translation in `messages/*.json` under the list's name. */
export const PHASES = ['evaluation', 'communication', 'execution', 'verification', 'debrief'] as const;
export type Phase = (typeof PHASES)[number];

export const CLASSES = ['urgent', 'planned', 'preventive'] as const;
export type IncidentClass = (typeof CLASSES)[number];

export const SYMPTOMS = [
  'does_not_start',
  'database_errors',
  'sign_in_broken',
  'data_damaged',
  'critical_feature',
  'abnormal_metrics',
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

/** The decision aid: "yes" to any of them speaks against a rollback. */
export const QUESTIONS = ['data_not_code', 'earlier_has_it_too', 'loses_data', 'fix_forward_better'] as const;
export type Question = (typeof QUESTIONS)[number];

export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

export const DECISIONS = ['rollback', 'fix_forward', 'freeze', 'stand_down'] as const;
export type Decision = (typeof DECISIONS)[number];

export const VERDICTS = ['pass', 'fail', 'error', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const MESSAGE_KINDS = ['start', 'update', 'end'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

/** Why a target wants a second look (rule 4). */
export const DOUBTS = ['never_seen_stable', 'not_older', 'failed_in_incident', 'banned'] as const;
export type Doubt = (typeof DOUBTS)[number];

export const CHECKLISTS = {
  pre: ['data_backed_up', 'team_informed', 'credentials_at_hand', 'monitoring_ready', 'external_communication_planned'],
  post: [
    'service_stable',
    'metrics_normal',
    'message_sent',
    'incident_documented',
    'post_mortem_planned',
    'fix_issue_created',
  ],
} as const;
export const CHECKLIST_ITEMS = [...CHECKLISTS.pre, ...CHECKLISTS.post] as const;
export type ChecklistItem = (typeof CHECKLIST_ITEMS)[number];

export const BREAK_GLASS_RULES = ['start_message', 'second_person', 'freeze', 'objection'] as const;
export type BreakGlassRule = (typeof BREAK_GLASS_RULES)[number];

/** Why a run stands still. `deadline`: the platform did not settle in time; `checks`: what was green turned red. */
export const PAUSE_CAUSES = ['person', 'step_failed', 'deadline', 'checks', 'abort_failed'] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

/** What Repli reminds the room of by itself. */
export const REMINDERS = ['no_update', 'phase_over_budget', 'nobody_commands', 'start_refused'] as const;
export type Reminder = (typeof REMINDERS)[number];

/** Where an estimate comes from. */
export const ESTIMATE_SOURCES = ['history', 'provider'] as const;

/**
 * What a step of a plan does that puts no component back: `suspend` and `restore` switch an automation, `stop` and
 * `resume` take what writes to a database to nothing and bring it back.
 */
export const STEP_ACTIONS = ['suspend', 'restore', 'stop', 'resume', 'canary'] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

/** What made an incident possible, as a post-mortem names it. */
export const CAUSES = [
  'code',
  'configuration',
  'migration',
  'dependency',
  'infrastructure',
  'capacity',
  'secret',
  'data',
  'process',
] as const;
export type Cause = (typeof CAUSES)[number];

/** A post-mortem is written, looked at, and published; a published one is not changed without being reopened. */
export const REVIEWS = ['draft', 'in_review', 'published'] as const;
export type Review = (typeof REVIEWS)[number];

export const FOLLOW_UP_KINDS = [
  'definitive_fix',
  'monitoring',
  'runbook',
  'revert_the_revert',
  'restore_automation',
  'other',
] as const;
