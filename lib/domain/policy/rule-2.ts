import type { Refusal } from '../context';
import { isAnnounced } from '../queries';
import type { CommandOf, GateContext } from './gate';
import { breaks } from './glass';
import { refusal } from './refusals';

/**
 * Rule 2: no run before the start message. Met once it is queued or marked as sent by hand: a failed delivery warns.
 * Way through: break-glass with a reason, which holds for the rest of the incident.
 */
export function startMessageOut({ state }: GateContext, args: Partial<CommandOf<'run.start'>>): Refusal | null {
  return isAnnounced(state) || breaks(args, 'start_message') ? null : refusal('start_message_missing');
}
