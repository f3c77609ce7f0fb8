import type { Command } from '@/lib/domain/command';
import type { Facts } from '@/lib/domain/context';
import type { EventBody, IncidentEvent } from '@/lib/domain/event';
import type { Actor } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';
import type { Phase } from '@/lib/domain/words';
import { PLANTED } from './random';

/** One granted command: what was, what was asked under which circumstances, what came of it. */
export interface Granted {
  before: IncidentState | null;
  after: IncidentState;
  events: IncidentEvent[];
  command: Command;
  actor: Actor;
  facts: Omit<Facts, 'now'>;
  nowMs: number;
  /** Everything before this command. */
  log: readonly IncidentEvent[];
}

const MOVES: Record<Phase, readonly Phase[]> = {
  evaluation: ['communication', 'debrief'],
  communication: ['execution', 'verification', 'debrief'],
  execution: ['verification', 'debrief', 'communication'],
  verification: ['execution', 'debrief'],
  debrief: ['communication'],
};

const has = <T extends EventBody['type']>(granted: Granted, type: T) =>
  granted.events.some((event) => event.type === type);
const glassOf = (granted: Granted) =>
  granted.events.flatMap((event) => (event.type === 'glass.broken' ? [event.data.rule] : []));

/** Statements over what happened, written apart from the policy that they watch. Each answers what is wrong, or null. */
type Invariant = (granted: Granted) => string | null;

const wrong = (condition: boolean, what: string): string | null => (condition ? what : null);

const legalPhases: Invariant = ({ before, after }) => {
  const visits = after.visits.slice(Math.max(0, (before?.visits.length ?? 1) - 1));
  const illegal = visits.some((visit, index) => {
    const next = visits[index + 1];
    return next && !MOVES[visit.phase].includes(next.phase);
  });
  const openVisits = after.visits.filter((visit) => visit.leftAt === null).length;
  return (
    wrong(illegal, `illegal phases ${visits.map(({ phase }) => phase).join(' → ')}`) ??
    wrong(openVisits !== (after.status === 'open' ? 1 : 0), 'not exactly one open visit') ??
    wrong(after.visits.at(-1)?.phase !== after.phase, 'the last visit is not the phase')
  );
};

const requiredChecks = (state: IncidentState) => state.checks.filter((check) => check.required && !check.waived);

const rule1: Invariant = (granted) => {
  if (!(has(granted, 'run.started') || has(granted, 'run.adopted')) || !granted.before) return null;
  const checks = requiredChecks(granted.before);
  const enough = granted.before.class === 'urgent' ? checks.length > 0 : checks.some((check) => !check.manual);
  return wrong(!enough, 'rule 1: a run without a verification plan');
};

const rule2: Invariant = (granted) => {
  if (!has(granted, 'run.started')) return null;
  const told = [...granted.log, ...granted.events].some(
    (event) =>
      ((event.type === 'message.queued' || event.type === 'message.marked_sent') && event.data.kind === 'start') ||
      (event.type === 'glass.broken' && event.data.rule === 'start_message' && event.data.reason.trim() !== ''),
  );
  return wrong(!told, 'rule 2: a run before the start message');
};

const rule3: Invariant = ({ events, before, facts, nowMs, log }) => {
  if (!before || !events.some(({ type }) => type === 'recovery.held')) return null;
  const { windowMs, intervalMs } = before.settings.stability;
  const settled = log.findLast(({ type }) => ['run.finished', 'run.adopted', 'fix.applied'].includes(type));
  const restarted = log.findLast(({ type }) => type === 'window.restarted');
  const fromMs = Math.max(Date.parse(settled?.at ?? ''), Date.parse(restarted?.at ?? settled?.at ?? ''));
  const checks = requiredChecks(before);
  const held = checks.every((check) => {
    if (check.manual) {
      const answer = log.findLast((event) => event.type === 'check.answered' && event.data.checkId === check.id);
      const after = (answer?.seq ?? 0) > (settled?.seq ?? 0);
      return after && answer?.type === 'check.answered' && answer.data.verdict === 'pass' && nowMs - fromMs >= windowMs;
    }
    const row = facts.sampled[check.id];
    if (row?.verdict !== 'pass') return false;
    const lastMs = Date.parse(row.lastAt);
    const fresh = nowMs - lastMs <= 2 * intervalMs;
    return fresh && lastMs - Math.max(fromMs, Date.parse(row.continuousSince)) >= windowMs;
  });
  return wrong(checks.length === 0 || !held, 'rule 3: recovery before the window held');
};

const rules4And8: Invariant = (granted) => {
  const plan = granted.before?.plan;
  if (!has(granted, 'run.started') || !granted.before || !plan) return null;
  const { failedTargets } = granted.before;
  const caveats = plan.steps.some(
    (step) =>
      step.doubts.length + step.warnings.length + step.losses.length > 0 ||
      failedTargets.some((failed) => failed.componentId === step.componentId && failed.revisionId === step.to.id),
  );
  const acknowledged = granted.log.some((event) => event.type === 'plan.acknowledged' && event.data.hash === plan.hash);
  return wrong(caveats && !(acknowledged && plan.acknowledged), 'rules 4 and 8: caveats that nobody acknowledged');
};

const rule5: Invariant = (granted) => {
  const { command, before, log } = granted;
  if (command.type !== 'run.start' || !before?.plan) return null;
  const own = new Set(
    log.flatMap((event) => (event.type === 'plan.prepared' ? event.data.plan.steps.map((step) => step.to.id) : [])),
  );
  for (const event of log) {
    if (event.type === 'step.requested') {
      own.add(event.data.operationId);
      for (const value of Object.values(event.data.operation)) own.add(String(value));
    }
  }
  const ran = log.some(({ type }) => type === 'run.started');
  const stale = before.plan.steps.some((step) => {
    // Whether what it is about moved is the provider's to say.
    if (step.action) return false;
    const current = command.current[step.componentId];
    if (current === step.from.id || current === step.to.id) return false;
    return !(ran && current !== undefined && own.has(current));
  });
  return wrong(stale || command.hash !== before.plan.hash, 'rule 5: a stale plan started');
};

const rule6: Invariant = (granted) =>
  wrong(has(granted, 'run.started') && granted.facts.holders.length > 0, 'rule 6: two runs on one thing') ??
  wrong(
    has(granted, 'run.taken_over') &&
      granted.before?.run?.status !== 'paused' &&
      granted.nowMs - Date.parse(granted.facts.claim?.expiresAt ?? granted.before?.run?.startedAt ?? '') <= 30_000,
    'rule 6: a running run was taken over',
  );

const rule7: Invariant = (granted) => {
  const { before, actor } = granted;
  if (!has(granted, 'run.started') || !before?.plan || before.drill) return null;
  const needed = before.class !== 'urgent' || before.plan.steps.some((step) => step.touchesData);
  const approver = before.plan.approved?.by.id;
  const second =
    approver !== undefined && actor.kind === 'person' && approver !== actor.id && approver !== before.plan.preparedById;
  const broken = before.class === 'urgent' && glassOf(granted).includes('second_person');
  return wrong(needed && !second && !broken, 'rule 7: no second person');
};

const rule9: Invariant = ({ events }) =>
  wrong(JSON.stringify(events).includes(PLANTED), 'rule 9: a secret in an event');

const rule10: Invariant = (granted) =>
  wrong(
    has(granted, 'text.redacted') && !(granted.actor.kind === 'person' && granted.actor.role === 'admin'),
    'rule 10: redacted by somebody else than an admin',
  );

const frozen: Invariant = (granted) => {
  const passed = has(granted, 'freeze.passed') && granted.before?.class === 'urgent';
  const frozenRun = has(granted, 'run.started') && granted.facts.freeze !== null;
  return wrong(frozenRun && !passed && !glassOf(granted).includes('freeze'), 'a run in a freeze');
};

const teamAsked: Invariant = (granted) => {
  const { before, log, nowMs } = granted;
  if (!has(granted, 'run.started') || !before || before.class !== 'urgent' || !before.settings.objectionMs) return null;
  const opened = log.findLast((event) => event.type === 'objection.opened');
  const isSame = opened?.type === 'objection.opened' && opened.data.hash === before.plan?.hash;
  const over = isSame && Date.parse(opened.data.until) <= nowMs;
  const objected = log.some(({ type, seq }) => type === 'objection.raised' && seq > (opened?.seq ?? 0));
  return wrong(!(over && !objected) && !glassOf(granted).includes('objection'), 'a run that the team could not stop');
};

const inTurn: Invariant = ({ events, before }) => {
  const wavesOf = new Map(before?.run?.steps.map((step) => [step.id, step.wave]));
  const begun = events.flatMap((event) =>
    event.type === 'step.intended' ? [wavesOf.get(event.data.stepId) ?? 0] : [],
  );
  const open = before?.run?.steps.filter(
    ({ status }) => !['converged', 'healthy', 'unhealthy', 'skipped'].includes(status),
  );
  return wrong(
    begun.some((wave) => open?.some((step) => step.wave < wave)),
    'a step began before its turn',
  );
};

const COMMANDED: ReadonlySet<string> = new Set([
  'run.started',
  'run.adopted',
  'decision.taken',
  'recovery.declared',
  'incident.closed',
]);

const commanded: Invariant = ({ events, actor, before }) =>
  wrong(
    events.some(({ type }) => COMMANDED.has(type)) &&
      !(actor.kind === 'person' && (actor.role === 'admin' || actor.id === before?.commander.id)),
    'commanded by somebody else than the commander',
  );

const FENCED = /^(step\.(checkpoint|intend|request|converge|observe|fail)|run\.(settle_\w+|finish))$/;

const fenced: Invariant = ({ command, facts, events, nowMs }) => {
  if (!FENCED.test(command.type) || !('fence' in command) || events.length === 0) return null;
  const held = facts.claim?.fence === command.fence && Date.parse(facts.claim.expiresAt) > nowMs;
  return wrong(!held, 'a stale worker wrote into the log');
};

const closing: Invariant = (granted) => {
  const { before } = granted;
  if (!has(granted, 'incident.closed') || !before) return null;
  const unowned = before.followUps.some((followUp) => !followUp.done && !followUp.owner);
  return wrong(before.phase !== 'debrief' || unowned || !before.postmortem, 'closed with work left');
};

const INVARIANTS = [
  legalPhases,
  rule1,
  rule2,
  rule3,
  rules4And8,
  rule5,
  rule6,
  rule7,
  rule9,
  rule10,
  frozen,
  teamAsked,
  inTurn,
  commanded,
  fenced,
  closing,
];

export function violations(granted: Granted): string[] {
  return INVARIANTS.flatMap((invariant) => invariant(granted) ?? []);
}
