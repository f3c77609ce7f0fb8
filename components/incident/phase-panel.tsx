'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { activeRun, isAnnounced } from '@/lib/domain/queries';
import { PHASES, type Phase } from '@/lib/domain/words';
import { DecisionTaken } from './evaluation/decision-taken';
import { OtherDecisions } from './evaluation/other-decisions';
import { MessageList } from './message/message-list';
import {
  CheckTable,
  DebriefPanel,
  EvaluationPanel,
  FixPanel,
  Messages,
  PlanPanel,
  RunPanel,
  TargetCard,
  VerificationBar,
} from './phases';
import { Reminders } from './reminders';
import { useIncident } from './room-context';
import { asksAboutFailure } from './run/failed-steps';
import type { Preparing } from './use-prepare';

/** The main column: what the phase asks for now, or what a past one was. */
export function PhasePanel({
  phase,
  preparing,
  onShow,
}: {
  phase: Phase;
  preparing: Preparing;
  onShow: (phase: Phase) => void;
}) {
  const state = useIncident();
  const run = activeRun(state);
  const reminders = <Reminders shown={phase} onShow={onShow} />;
  // A failed step waits for a decision: nothing stands above it.
  if (run && asksAboutFailure(run) && phase === state.phase) {
    return (
      <>
        <RunPanel run={run} />
        {reminders}
        <CheckTable />
      </>
    );
  }
  return (
    <>
      {reminders}
      <Panel phase={phase} preparing={preparing} />
    </>
  );
}

function Panel({ phase, preparing }: { phase: Phase; preparing: Preparing }) {
  const state = useIncident();
  if (phase !== state.phase) return <PastPhase phase={phase} preparing={preparing} />;
  switch (phase) {
    case 'evaluation':
      // An urgent plan may be on the table before anybody decided.
      return state.plan ? <Deciding preparing={preparing} /> : <EvaluationPanel preparing={preparing} past={false} />;
    case 'communication':
    case 'execution':
      return <Deciding preparing={preparing} />;
    case 'verification':
      return (
        <>
          <VerificationBar />
          <CheckTable />
          {state.run && <RunPanel run={state.run} past preparing={preparing} />}
        </>
      );
    case 'debrief':
      return (
        <>
          <DebriefPanel />
          <CheckTable past />
        </>
      );
  }
}

/** From the decision to the end of the run, whatever was decided. */
function Deciding({ preparing }: { preparing: Preparing }) {
  const state = useIncident();
  const run = activeRun(state);
  if (run) {
    return (
      <>
        <RunPanel run={run} />
        <CheckTable />
      </>
    );
  }
  return (state.decision?.decision ?? 'rollback') === 'rollback' ? (
    <RollingBack preparing={preparing} />
  ) : (
    <OtherWay preparing={preparing} />
  );
}

/** A plan to read and start, or a target to choose; after a failed attempt with what that was. */
function RollingBack({ preparing }: { preparing: Preparing }) {
  const state = useIncident();
  const ended = state.run ?? state.pastRuns.at(-1);
  const before = ended && <RunPanel run={ended} past preparing={preparing} />;
  const rest = (
    <>
      <CheckTable />
      <OtherDecisions />
    </>
  );
  // The bar with the start stays in sight as far as its section reaches: what was tried before is part of it.
  return state.plan && !preparing.busy ? (
    <PlanPanel plan={state.plan} preparing={preparing} before={before}>
      {rest}
    </PlanPanel>
  ) : (
    <>
      {before}
      <TargetCard preparing={preparing} />
      {rest}
    </>
  );
}

/** Fixing forward or freezing: tell everyone, then wait for the word. */
function OtherWay({ preparing }: { preparing: Preparing }) {
  const announced = isAnnounced(useIncident());
  return (
    <>
      <DecisionTaken />
      {announced ? <FixPanel /> : <Messages send="start" />}
      <CheckTable />
      <TargetCard preparing={preparing} quiet />
      <OtherDecisions />
    </>
  );
}

/** A phase as it was, without anything to press. */
function PastPhase({ phase, preparing }: { phase: Phase; preparing: Preparing }) {
  const t = useTranslations('room');
  const words = useTranslations('words.phase');
  const state = useIncident();
  const runs = state.run ? [...state.pastRuns, state.run] : state.pastRuns;
  const ahead = PHASES.indexOf(phase) > PHASES.indexOf(state.phase);
  const update = state.status === 'open' && isAnnounced(state);
  return (
    <>
      <Notice>{t(ahead ? 'pastAhead' : 'past', { phase: words(phase) })}</Notice>
      {phase === 'evaluation' && <EvaluationPanel preparing={preparing} past />}
      {phase === 'communication' && <MessageList />}
      {phase === 'communication' && update && <Messages send="update" />}
      {phase === 'execution' && runs.map((run) => <RunPanel key={run.id} run={run} past />)}
      {phase === 'verification' && <CheckTable past />}
      {phase === 'debrief' && <DebriefPanel />}
    </>
  );
}
