import type { Refusal } from '../context';
import type { CommandOf, GateContext } from './gate';
import { refusal } from './refusals';

/**
 * Rule 10: everything that happened is in the timeline, append-only. Way through for a text that must go: an admin
 * redacts it, which is itself an event and leaves the chain whole.
 */
export function redactedByAdmin(
  { state, asker }: GateContext,
  args: Partial<CommandOf<'text.redact'>>,
): Refusal | null {
  if (asker.kind !== 'person' || !asker.admin) return refusal('redact_admin_only');
  const { redactedSeq } = args;
  if (redactedSeq === undefined) return null;
  const happened = Number.isInteger(redactedSeq) && redactedSeq >= 1 && redactedSeq <= state.lastSeq;
  return happened ? null : refusal('event_unknown');
}
