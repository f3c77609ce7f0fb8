import type { DecideContext } from '../context';
import type { EventBody } from '../event';
import type { CommandOf } from '../policy';
import { refusal } from '../policy';
import { ms } from '../queries';
import { dueReminders } from '../reminders';
import type { IncidentState } from '../state';
import type { CommandHandlers, Outcome } from './handlers';

/** Whoever declares commands, until command is handed over. */
export function declare(command: CommandOf<'incident.declare'>, { actor, archived }: DecideContext): Outcome {
  if (actor.kind !== 'person' || actor.role === 'viewer') return refusal('not_allowed');
  if (archived) return refusal('service_archived', { service: command.service.name });
  const { type: _type, ...data } = command;
  const commander = { id: actor.id, name: actor.name };
  return [{ type: 'incident.declared', data: { ...data, symptoms: [...new Set(data.symptoms)], commander } }];
}

function outcomeOf(state: IncidentState): Extract<EventBody, { type: 'incident.closed' }>['data']['outcome'] {
  if (state.recovery) return state.decision?.decision === 'fix_forward' ? 'fixed_forward' : 'recovered';
  return state.decision?.decision === 'freeze' ? 'frozen' : 'stood_down';
}

export const incidentCommands = {
  'incident.reclassify': (state, command) =>
    command.class === state.class
      ? []
      : [{ type: 'incident.reclassified', data: { class: command.class, reason: command.reason } }],
  'incident.close': (state) => [{ type: 'incident.closed', data: { outcome: outcomeOf(state) } }],
  'command.hand_over': (state, command) =>
    command.to.id === state.commander.id
      ? []
      : [{ type: 'command.handed_over', data: { to: command.to, reason: command.reason } }],
  'reminder.raise': (state, { reminder, detail }, { now }) => {
    if (reminder === 'start_refused') return [{ type: 'reminder.raised', data: { reminder, detail } }];
    const due = dueReminders(state, now).find((candidate) => candidate.reminder === reminder);
    return due ? [{ type: 'reminder.raised', data: { reminder, detail: String(due.minutes) } }] : [];
  },
  'note.add': (_state, command) => [{ type: 'note.added', data: { text: command.text } }],
  'text.redact': (_state, command) => [
    { type: 'text.redacted', data: { redactedSeq: command.redactedSeq, reason: command.reason } },
  ],
  'share.create': (state, command, { now }) => {
    if (state.shares.some((share) => share.id === command.shareId)) return refusal('id_taken');
    if (!(ms(command.expiresAt) > ms(now))) return refusal('share_expired');
    return [{ type: 'share.created', data: { shareId: command.shareId, expiresAt: command.expiresAt } }];
  },
  'share.revoke': (state, command) => {
    const share = state.shares.find(({ id }) => id === command.shareId);
    if (!share) return refusal('share_unknown');
    return share.revoked ? [] : [{ type: 'share.revoked', data: { shareId: command.shareId } }];
  },
} satisfies Partial<CommandHandlers>;
