import type { CheckState, IncidentState, MessageState, RunState, StepState } from '../state';
import * as share from './facts';

/** The state of a room as a shared link may know it. */
export function sharedState(state: IncidentState): IncidentState {
  return {
    ...state,
    title: share.text(state.title),
    service: share.service(state.service),
    commander: share.person(state.commander),
    answers: Object.fromEntries(
      Object.entries(state.answers).map(([question, answer]) => [
        question,
        { ...answer, note: share.text(answer.note) },
      ]),
    ),
    decision: state.decision && { ...state.decision, reason: share.text(state.decision.reason) },
    plan: state.plan && {
      ...share.plan(state.plan),
      preparedBy: state.plan.preparedBy,
      preparedById: state.plan.preparedBy,
      acknowledged: state.plan.acknowledged,
      approved: state.plan.approved && { ...state.plan.approved, by: share.person(state.plan.approved.by) },
    },
    glass: state.glass.map((glass) => ({ ...glass, reason: share.text(glass.reason) })),
    objection: state.objection && {
      ...state.objection,
      hash: '',
      openedBy: share.person(state.objection.openedBy),
      raised: state.objection.raised && {
        ...state.objection.raised,
        reason: share.text(state.objection.raised.reason),
      },
    },
    run: state.run && run(state.run),
    pastRuns: state.pastRuns.map(run),
    checks: state.checks.map(check),
    messages: state.messages.map(message),
    recovery: state.recovery && { ...state.recovery, reason: share.text(state.recovery.reason) },
    followUps: state.followUps.map(({ restoreFailure: _failure, seen: _seen, ...followUp }) => ({
      ...followUp,
      text: share.text(followUp.text),
      ...(followUp.params ? { params: share.params(followUp.params) } : {}),
      owner: followUp.owner && share.person(followUp.owner),
    })),
    shares: [],
    postmortem: state.postmortem && {
      draftedAt: state.postmortem.draftedAt,
      savedVersion: state.postmortem.savedVersion,
    },
  };
}

function check(state: CheckState): CheckState {
  const { verdict, observed, since, answeredBy, note, waived } = state;
  return {
    ...share.check(state),
    verdict,
    observed: share.text(observed),
    since,
    ...(answeredBy === undefined ? {} : { answeredBy }),
    ...(note === undefined ? {} : { note: share.text(note) }),
    ...(waived ? { waived: { ...waived, reason: share.text(waived.reason) } } : {}),
  };
}

function message({ id, kind, locale, body, at, by, deliveries }: MessageState): MessageState {
  return {
    id,
    kind,
    locale,
    body: share.text(body),
    at,
    by,
    deliveries: deliveries.map(({ channelId, status }) => ({ channelId, label: '', status, detail: '' })),
  };
}

function run(state: RunState): RunState {
  const { id, planId, status, startedAt, startedBy, endedAt, pausedBecause, adopted, targets } = state;
  return {
    id,
    ...(planId === undefined ? {} : { planId }),
    status,
    startedAt,
    startedBy,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(pausedBecause ? { pausedBecause: { cause: pausedBecause.cause, detail: '' } } : {}),
    ...(adopted ? { adopted: { ...adopted, reason: share.text(adopted.reason) } } : {}),
    steps: state.steps.map(step),
    targets,
  };
}

function step(state: StepState): StepState {
  const {
    id,
    action,
    whileStopped,
    wave,
    status,
    checkpointedAt,
    requestedAt,
    convergedAt,
    observedAt,
    healthy,
    failure,
    skippedBecause,
  } = state;
  return {
    id,
    ...(action ? { action } : {}),
    ...(whileStopped ? { whileStopped } : {}),
    wave,
    status,
    ...(checkpointedAt === undefined ? {} : { checkpointedAt }),
    ...(requestedAt === undefined ? {} : { requestedAt }),
    ...(convergedAt === undefined ? {} : { convergedAt }),
    ...(observedAt === undefined ? {} : { observedAt }),
    ...(healthy === undefined ? {} : { healthy }),
    ...(failure ? { failure: { ...failure, error: '' } } : {}),
    ...(skippedBecause === undefined ? {} : { skippedBecause: share.text(skippedBecause) }),
  };
}
