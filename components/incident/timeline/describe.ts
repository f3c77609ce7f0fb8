import type { StatusIcon, Tone } from '@/components/ui/status';
import type { EventType, IncidentEvent } from '@/lib/domain/event';
import type { Verdict } from '@/lib/domain/words';

/** What the filter above the timeline offers. */
export const GROUPS = ['notes', 'decisions', 'run', 'checks', 'messages'] as const;
export type Group = (typeof GROUPS)[number];

export interface Mark {
  tone: Tone;
  icon: StatusIcon;
}

const PLAIN: Mark = { tone: 'neutral', icon: 'dot' };
const NOTE: Mark = { tone: 'accent', icon: 'note' };
const GOOD: Mark = { tone: 'ok', icon: 'ok' };
const BAD: Mark = { tone: 'danger', icon: 'fail' };
const CARE: Mark = { tone: 'warn', icon: 'warn' };
const OFF: Mark = { tone: 'neutral', icon: 'off' };
const GOING: Mark = { tone: 'running', icon: 'play' };
const TURN: Mark = { tone: 'accent', icon: 'alert' };

const BY_FAMILY: Record<string, Group> = {
  incident: 'decisions',
  command: 'decisions',
  question: 'decisions',
  checklist: 'decisions',
  decision: 'decisions',
  glass: 'decisions',
  freeze: 'decisions',
  objection: 'decisions',
  fix: 'decisions',
  recovery: 'decisions',
  verification: 'decisions',
  plan: 'run',
  run: 'run',
  step: 'run',
  check: 'checks',
  window: 'checks',
  message: 'messages',
  share: 'messages',
};

/** The part of the timeline that an event belongs to; notes, follow-ups and the post-mortem are people's words. */
export function groupOf(event: IncidentEvent): Group {
  return BY_FAMILY[event.type.split('.')[0] ?? ''] ?? 'notes';
}

const BY_TYPE: Partial<Record<EventType, Mark>> = {
  'incident.declared': TURN,
  'incident.closed': GOOD,
  'decision.taken': TURN,
  'plan.approved': GOOD,
  'message.delivered': GOOD,
  'glass.broken': CARE,
  'freeze.passed': CARE,
  'objection.opened': TURN,
  'objection.raised': BAD,
  'run.started': GOING,
  'run.adopted': GOING,
  'run.pause_requested': OFF,
  'run.paused': CARE,
  'run.resumed': GOING,
  'run.abort_requested': OFF,
  'run.aborted': OFF,
  'run.taken_over': OFF,
  'run.finished': GOOD,
  'step.converged': GOOD,
  'step.failed': BAD,
  'step.skipped': OFF,
  'step.undone': { tone: 'neutral', icon: 'back' },
  'check.waived': OFF,
  'window.restarted': CARE,
  'verification.failed': BAD,
  'recovery.held': GOOD,
  'recovery.declared': GOOD,
  'reminder.raised': { tone: 'warn', icon: 'bell' },
  'note.added': NOTE,
};

const BY_VERDICT: Record<Verdict, Mark> = {
  pass: GOOD,
  fail: BAD,
  error: { tone: 'warn', icon: 'unknown' },
  unknown: { tone: 'neutral', icon: 'unknown' },
};

/** The icon and tone beside an event's sentence; total, for types of a later version too. */
export function markOf(event: IncidentEvent): Mark {
  switch (event.type) {
    case 'check.changed':
    case 'check.answered':
      return BY_VERDICT[event.data.verdict];
    case 'step.observed':
      return event.data.healthy ? GOOD : CARE;
    case 'message.failed':
      return event.data.final ? BAD : CARE;
    default:
      return BY_TYPE[event.type] ?? PLAIN;
  }
}
