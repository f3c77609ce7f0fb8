import type { DecideContext } from '../context';
import type { EventBody } from '../event';
import type { CommandOf, GateContext } from '../policy';
import { askerOf, notFrozen, refusal, secondPerson, startMessageOut, teamAsked } from '../policy';
import { activeRun, isSettled, isUnderWay, ms } from '../queries';
import type { IncidentState } from '../state';
import { type CommandHandlers, runIdTaken } from './handlers';
import { leftBehind } from './steps';

const GLASS_RULES = {
  start_message: startMessageOut,
  second_person: secondPerson,
  freeze: notFrozen,
  objection: teamAsked,
} as const;

/** Only glass that stood in the way is broken: what is on record was needed. */
function brokenGlass(state: IncidentState, command: CommandOf<'run.start'>, context: DecideContext): EventBody[] {
  const gate: GateContext = { ...context, state, asker: askerOf(context.actor) };
  const needed = command.glass.filter(
    ({ rule }, index, all) =>
      all.findIndex((other) => other.rule === rule) === index && GLASS_RULES[rule](gate, { ...command, glass: [] }),
  );
  return needed.map((glass) => ({ type: 'glass.broken', data: { rule: glass.rule, reason: glass.reason } }));
}

/** The commander of an urgent incident is let through a freeze, which is kept on record. */
function passedFreeze(state: IncidentState, { freeze }: DecideContext): EventBody[] {
  return freeze !== null && state.class === 'urgent' ? [{ type: 'freeze.passed', data: freeze }] : [];
}

/** Starting a rollback, or adopting one, is deciding for it. */
function impliedDecision(
  state: IncidentState,
  target: Extract<EventBody, { type: 'decision.taken' }>['data']['target'],
): EventBody[] {
  if (state.decision?.decision === 'rollback') return [];
  return [{ type: 'decision.taken', data: { decision: 'rollback', reason: '', ...(target ? { target } : {}) } }];
}

export const runCommands = {
  'objection.open': (state, { planId, hash }, { now }) => {
    const { objectionMs } = state.settings;
    if (state.class !== 'urgent' || objectionMs === undefined) return refusal('objection_not_wanted');
    if (state.objection?.hash === hash && state.objection.raised === null) return [];
    const until = new Date(ms(now) + objectionMs).toISOString();
    return [{ type: 'objection.opened', data: { planId, hash, until } }];
  },
  'objection.raise': (state, { hash, reason }, { now }) => {
    const { objection } = state;
    if (objection?.hash !== hash || objection.raised || ms(objection.until) <= ms(now))
      return refusal('objection_closed');
    return [{ type: 'objection.raised', data: { reason } }];
  },
  'run.start': (state, command, context) => {
    if (state.plan === null) return refusal('no_plan');
    if (runIdTaken(state, command.runId)) return refusal('id_taken');
    const { id: planId, hash, steps } = state.plan;
    const first = steps.find(({ action }) => action === undefined);
    return [
      ...impliedDecision(state, first && { componentId: first.componentId, revision: first.to }),
      ...brokenGlass(state, command, context),
      ...passedFreeze(state, context),
      { type: 'run.started', data: { runId: command.runId, planId, hash } },
    ];
  },
  'run.adopt': (state, { runId, target, reason }) => {
    if (runIdTaken(state, runId)) return refusal('id_taken');
    if (!state.service.components.some(({ id }) => id === target.componentId)) return refusal('component_unknown');
    return [...impliedDecision(state, target), { type: 'run.adopted', data: { runId, target, reason } }];
  },
  'run.pause': (state, { runId }) =>
    state.run?.status === 'running' ? [{ type: 'run.pause_requested', data: { runId } }] : [],
  'run.resume': (state, { runId }) => {
    if (state.run?.status === 'running') return [];
    const undecided = state.run?.steps.some((step) => step.status === 'failed');
    return undecided ? refusal('step_needs_decision') : [{ type: 'run.resumed', data: { runId } }];
  },
  'run.abort': (state, { runId, reason }) =>
    state.run?.status === 'aborting' ? [] : [{ type: 'run.abort_requested', data: { runId, reason } }],
  'run.release': (state, { runId, byIncidentId, reason }) => [
    { type: 'run.taken_over', data: { runId, byIncidentId, reason } },
    ...leftBehind(state, runId),
  ],
  'run.settle_pause': (state, { runId }) => {
    if (state.run?.status !== 'pausing') return [];
    if (state.run.steps.some(isUnderWay)) return refusal('steps_unfinished');
    const { cause, detail } = state.run.pausedBecause ?? { cause: 'person', detail: '' };
    return [{ type: 'run.paused', data: { runId, cause, detail } }];
  },
  'run.settle_abort': (state, { runId, evidence }) => {
    if (state.run?.status !== 'aborting') return refusal('run_not_running');
    const reason = [state.run.abortReason, evidence].filter(Boolean).join('\n');
    return [{ type: 'run.aborted', data: { runId, reason } }, ...leftBehind(state, runId)];
  },
  'run.finish': (state, { runId }) => {
    const run = activeRun(state);
    if (run === null || run.status === 'aborting') return refusal('run_not_running');
    return run.steps.every(isSettled) ? [{ type: 'run.finished', data: { runId } }] : refusal('steps_unfinished');
  },
} satisfies Partial<CommandHandlers>;
