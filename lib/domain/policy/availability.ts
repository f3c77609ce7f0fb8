import type { CommandType } from '../command';
import type { Facts, Refusal } from '../context';
import type { Viewer } from '../snapshot';
import type { IncidentState } from '../state';
import type { BreakGlassRule } from '../words';
import { askerOfViewer, type CommandOf, type GateContext } from './gate';
import { firstOf, firstRefusal, START_GATES } from './gates';
import type { RefusalCode } from './refusals';

/** What a button does: a command, or the commander's one press that also acknowledges and sends the start message. */
export type RoomAction = Exclude<CommandType, 'incident.declare'> | 'send_and_start';

export type Availability = { allowed: true } | { allowed: false; refusal: Refusal };

/** What the room knows beside the state; what it does not know is left to the server. */
export interface Extras {
  facts?: Partial<Omit<Facts, 'now'>>;
  /** The part of the command that is known before the press: `stepId`, `checkId`, `glass`… */
  args?: object;
}

/** Whether a button may be pressed: the same conditions that the server decides by, and the reason when not. */
export function availability(
  state: IncidentState,
  action: RoomAction,
  viewer: Viewer,
  now: string,
  extras: Extras = {},
): Availability {
  const context: GateContext = {
    claim: null,
    sampled: {},
    holders: [],
    freeze: null,
    ...extras.facts,
    state,
    now,
    asker: askerOfViewer(viewer),
  };
  const refused =
    action === 'send_and_start'
      ? firstOf<CommandOf<'run.start'>>(START_GATES, context, { ...extras.args })
      : firstRefusal(action, context, { ...extras.args });
  return refused ? { allowed: false, refusal: refused } : { allowed: true };
}

const GLASS: Partial<Record<RefusalCode, BreakGlassRule>> = {
  start_message_missing: 'start_message',
  second_person_missing: 'second_person',
  frozen: 'freeze',
  team_not_asked: 'objection',
  objection_open: 'objection',
  objection_raised: 'objection',
};

/** The glass that a commander may break to get past this refusal now, if there is one. */
export function glassFor(state: IncidentState, refused: Refusal): BreakGlassRule | null {
  const rule = GLASS[refused.code as RefusalCode] ?? null;
  return rule === 'second_person' && state.class !== 'urgent' ? null : rule;
}
