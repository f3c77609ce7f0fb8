import type { Command } from './command';
import type { DecideContext, Decided } from './context';
import { evaluationCommands } from './decide/evaluation';
import { followUpCommands } from './decide/followups';
import type { CommandHandlers, Outcome } from './decide/handlers';
import { declare, incidentCommands } from './decide/incident';
import { messageCommands } from './decide/messages';
import { planCommands } from './decide/plan';
import { postmortemCommands } from './decide/postmortem';
import { runCommands } from './decide/run';
import { stepCommands } from './decide/steps';
import { verificationCommands } from './decide/verification';
import { firstRefusal, gateContext, isGated, refusal, withoutSecrets } from './policy';
import type { IncidentState } from './state';

export type { DecideContext, Decided, Refusal, Sampled } from './context';

/** One handler a command: a command without one does not compile. */
const HANDLERS: CommandHandlers = {
  ...incidentCommands,
  ...evaluationCommands,
  ...planCommands,
  ...messageCommands,
  ...runCommands,
  ...stepCommands,
  ...verificationCommands,
  ...followUpCommands,
  ...postmortemCommands,
};

type AnyHandler = (state: IncidentState, command: Command, context: DecideContext) => Outcome;

function outcomeOf(state: IncidentState | null, command: Command, context: DecideContext): Outcome {
  if (command.type === 'incident.declare') return state ? refusal('already_declared') : declare(command, context);
  if (state === null) return refusal('no_incident');
  if (!isGated(command.type)) return refusal('unknown_command');
  const handle = HANDLERS[command.type] as AnyHandler;
  return firstRefusal(command.type, gateContext(state, context), command) ?? handle(state, command, context);
}

/**
 * What a command leads to: the events to append, or why not. Pure and total: time and facts come in `context`, and
 * nothing throws. No events and `ok` means that it has been done already. `recovery.hold` answers `window_not_held`
 * until the window has held.
 */
export function decide(state: IncidentState | null, command: Command, context: DecideContext): Decided {
  const outcome = outcomeOf(state, command, context);
  return Array.isArray(outcome) ? { ok: true, events: withoutSecrets(outcome) } : { ok: false, refusal: outcome };
}
