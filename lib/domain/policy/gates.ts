import type { CommandType } from '../command';
import type { Refusal } from '../context';
import { checkAutomatic, checkKnown, checkManual, checkWaivable } from './checks';
import { endMessageOut, followUpsOwned, postmortemDrafted } from './closing';
import { fenced } from './fence';
import { notFrozen } from './freeze';
import type { CommandOf, Gate, GateContext } from './gate';
import { endIsDue, hasChannel, notOutYet } from './messages';
import { teamAsked } from './objection';
import { closed, inReview, notPublished, published, reviewer, sameText } from './review';
import { approverIndependent } from './rule-7';
import * as rules from './rules';
import { decided, hasPlan, inPhase, noActiveRun, notRecovered, open, rollbackDecided, runIs, samePlan } from './when';
import { commander, contributor, mayCommand, mayHandOver, person, system } from './who';

const moving = runIs('run_not_running', 'running', 'pausing', 'aborting');
const working = [system, open, fenced, moving] as const;

/** What a run needs whoever carries it out, but for what `sendAndStart` does on the way (rules 2, 4 and 8). */
export const START_GATES = [
  open,
  commander,
  inPhase('evaluation', 'communication', 'execution'),
  rollbackDecided,
  noActiveRun,
  hasPlan,
  rules.verificationPlanned,
  rules.planFresh,
  rules.secondPerson,
  rules.resourcesFree,
  notFrozen,
] as const;

/** What starting needs beside; a person who asks the team first meets all of it but the team's answer. */
const ASK_GATES: readonly Gate<Pick<CommandOf<'run.start'>, 'hash'>>[] = [
  ...START_GATES,
  rules.startMessageOut,
  rules.doubtsAcknowledged,
  rules.lossesAcknowledged,
];

/** The conditions of every command, in the order in which a person should hear of them. */
const GATES: { [T in Exclude<CommandType, 'incident.declare'>]: readonly Gate<CommandOf<T>>[] } = {
  'incident.reclassify': [open, commander],
  'incident.close': [open, commander, inPhase('debrief'), endMessageOut, followUpsOwned, postmortemDrafted],
  'command.hand_over': [open, mayHandOver],
  'question.answer': [open, person],
  'checklist.tick': [open, person],
  'decision.take': [
    open,
    commander,
    notRecovered,
    inPhase('evaluation', 'communication', 'execution', 'debrief'),
    noActiveRun,
  ],
  'plan.record': [
    open,
    contributor,
    notRecovered,
    inPhase('evaluation', 'communication', 'execution', 'debrief'),
    noActiveRun,
  ],
  'plan.acknowledge': [open, commander, samePlan],
  'plan.approve': [open, person, samePlan, approverIndependent],
  'message.send': [open, person, endIsDue, notOutYet, hasChannel],
  'message.mark_sent': [open, person, endIsDue],
  'message.record_delivery': [system],
  'message.record_failure': [system],
  'objection.open': ASK_GATES,
  'objection.raise': [open, person],
  'run.start': [...ASK_GATES, teamAsked],
  'run.adopt': [
    open,
    commander,
    inPhase('evaluation', 'communication', 'execution'),
    noActiveRun,
    rules.verificationPlanned,
  ],
  'run.pause': [open, commander, runIs('run_not_running', 'running', 'pausing', 'paused')],
  'run.resume': [open, commander, runIs('run_not_paused', 'paused', 'pausing', 'running')],
  'run.abort': [open, commander, runIs('run_not_running', 'running', 'pausing', 'paused', 'aborting')],
  'run.release': [rules.mayTakeOver],
  'step.checkpoint': working,
  'step.intend': working,
  'step.request': working,
  'step.converge': working,
  'step.observe': working,
  'step.fail': working,
  'run.settle_pause': working,
  'run.settle_abort': working,
  'run.finish': working,
  'step.end_hold': [open, commander, runIs('run_not_running', 'running', 'pausing')],
  'step.retry': [open, commander, runIs('run_not_paused', 'paused')],
  'step.skip': [open, commander, runIs('run_not_paused', 'paused')],
  'check.add': [open, person, notRecovered],
  'check.record': [system, open, checkKnown, checkAutomatic],
  'check.answer': [open, person, notRecovered, checkKnown, checkManual],
  'check.waive': [open, commander, notRecovered, checkKnown, checkWaivable],
  'fix.apply': [open, commander, decided('fix_forward'), inPhase('communication', 'execution'), noActiveRun],
  'window.restart': [system, open],
  'verification.fail': [open, commander, inPhase('verification')],
  'recovery.hold': [system, open, inPhase('verification'), rules.windowHeld],
  'recovery.declare': [open, commander, inPhase('verification')],
  'followup.open': [contributor],
  'followup.assign': [person],
  'followup.resolve': [person],
  'followup.restore': [mayCommand, noActiveRun],
  'followup.record_restored': [system],
  'followup.record_restore_failure': [system],
  'followup.check': [person],
  'followup.record_check': [system],
  'reminder.raise': [system, open],
  'note.add': [contributor],
  'share.create': [open, person],
  'share.revoke': [person],
  'postmortem.draft': [contributor, inPhase('debrief')],
  'postmortem.save': [person, inPhase('debrief'), notPublished],
  'postmortem.classify': [person, postmortemDrafted, notPublished],
  'postmortem.submit': [person, postmortemDrafted, notPublished, sameText],
  'postmortem.return': [reviewer, inReview],
  'postmortem.publish': [reviewer, postmortemDrafted, notPublished, closed, sameText],
  'postmortem.reopen': [reviewer, published],
  'text.redact': [rules.redactedByAdmin],
};

/** The first condition that speaks against the command, if any. */
export function firstRefusal<T extends CommandType>(
  type: T,
  context: GateContext,
  args: Partial<CommandOf<T>>,
): Refusal | null {
  if (type === 'incident.declare') return null;
  const gates = GATES[type as keyof typeof GATES] as readonly Gate<CommandOf<T>>[];
  return firstOf(gates, context, args);
}

export function firstOf<A extends object>(
  gates: readonly Gate<A>[],
  context: GateContext,
  args: Partial<A>,
): Refusal | null {
  for (const gate of gates) {
    const refused = gate(context, args);
    if (refused) return refused;
  }
  return null;
}

export const isGated = (type: string): boolean => Object.hasOwn(GATES, type);
