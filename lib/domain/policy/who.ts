import type { CommandOf, Gate, GateContext } from './gate';
import { refusal } from './refusals';

/** Responders and up, and Repli itself. */
export const contributor: Gate = ({ asker }) => (asker.contributes ? null : refusal('not_allowed'));

export const person: Gate = ({ asker }) =>
  asker.kind === 'person' && asker.contributes ? null : refusal('not_allowed');

/** Workers, sampler, courier: what only they can know, only they may say. */
export const system: Gate = ({ asker }) => (asker.kind === 'system' ? null : refusal('not_allowed'));

export const isCommander = ({ asker, state }: GateContext): boolean =>
  asker.kind === 'person' && (asker.admin || (asker.contributes && asker.id === state.commander.id));

/** Whoever holds command, or an admin. */
export const commander: Gate = (context) =>
  isCommander(context) ? null : refusal('not_commander', { commander: context.state.commander.name });

/** Whoever may command at all: once an incident is closed nobody holds its command. */
export const mayCommand: Gate = ({ asker }) =>
  asker.kind === 'person' && asker.commands ? null : refusal('not_allowed');

/** The commander gives command to anybody; who may command can take it. */
export const mayHandOver: Gate<CommandOf<'command.hand_over'>> = (context, { to }) => {
  const { asker } = context;
  const takes = asker.kind === 'person' && asker.commands && (to === undefined || to.id === asker.id);
  return isCommander(context) || takes ? null : refusal('hand_over_not_allowed');
};
