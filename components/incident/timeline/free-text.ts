import type { EventType } from '@/lib/domain/event';

/** Events that hold words typed by people, which an admin may redact. */
export const FREE_TEXT: ReadonlySet<EventType> = new Set([
  'incident.declared',
  'incident.reclassified',
  'command.handed_over',
  'question.answered',
  'decision.taken',
  'message.queued',
  'message.marked_sent',
  'glass.broken',
  'run.adopted',
  'run.abort_requested',
  'run.aborted',
  'run.taken_over',
  'step.skipped',
  'check.answered',
  'check.waived',
  'fix.applied',
  'verification.failed',
  'recovery.declared',
  'followup.opened',
  'note.added',
]);
