'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Status, type StatusIcon, type Tone } from '@/components/ui/status';
import { isSettled, isUnderWay, undoable } from '@/lib/domain/queries';
import type { RunState, RunStatus } from '@/lib/domain/state';
import { isUndo } from '../plan/wish';
import { useIncident } from '../room-context';
import type { Preparing } from '../use-prepare';
import { AbortNotice } from './abort-notice';
import { failedSteps } from './failed-steps';
import { GapNotice } from './gap-notice';
import { PauseNotice } from './pause-notice';
import { RunClock } from './run-clock';
import { RunControls } from './run-controls';
import { RunSteps } from './run-steps';
import { FailureAlerts } from './step-failure';
import { StoppedNotice } from './stopped-notice';
import { UndoButton } from './undo-button';

const LOOK: Record<RunStatus, { tone: Tone; icon: StatusIcon }> = {
  running: { tone: 'running', icon: 'running' },
  pausing: { tone: 'warn', icon: 'waiting' },
  paused: { tone: 'warn', icon: 'alert' },
  aborting: { tone: 'warn', icon: 'waiting' },
  aborted: { tone: 'danger', icon: 'off' },
  finished: { tone: 'ok', icon: 'ok' },
};

const FAILED: { tone: Tone; icon: StatusIcon } = { tone: 'danger', icon: 'fail' };

/** A run, live or as it was. `preparing`: an ended one can be taken back from here. */
export function RunPanel({
  run,
  past = false,
  preparing,
}: {
  run: RunState;
  past?: boolean;
  preparing?: Preparing | undefined;
}) {
  const t = useTranslations('room.run');
  const words = useTranslations('words.run');
  const state = useIncident();
  const failed = failedSteps(run).length > 0;
  const at = run.steps.filter((step) => isSettled(step) && !isUnderWay(step)).length + 1;
  const look = failed && run.status !== 'aborting' ? FAILED : LOOK[run.status];
  const title = useTitle(run);
  return (
    <Card
      aria-label={t('title')}
      title={title}
      aside={
        <>
          {run.steps.length > 1 && !run.endedAt && !failed && at <= run.steps.length && (
            <span>{t('stepOf', { at, total: run.steps.length })}</span>
          )}
          <RunClock run={run} />
          <Status {...look}>{words(run.status)}</Status>
        </>
      }
      bodyClassName=""
    >
      {run.adopted && <p className="px-4 py-3 text-muted text-sm">{run.adopted.reason}</p>}
      <PauseNotice run={run} />
      {!past && <GapNotice run={run} />}
      <StoppedNotice run={run} />
      {!past && <FailureAlerts run={run} />}
      <AbortNotice run={run} />
      <RunSteps run={run} past={past} />
      {!past && !run.endedAt && (
        <div className="grid gap-2 border-t px-4 py-3 empty:hidden">
          {run.status === 'running' && <p className="text-muted text-sm">{t('nothingToDo')}</p>}
          <RunControls run={run} />
        </div>
      )}
      {preparing && undoable(state)?.run.id === run.id && (
        <div className="border-t px-4 py-3 empty:hidden">
          <UndoButton run={run} preparing={preparing} />
        </div>
      )}
    </Card>
  );
}

function useTitle(run: RunState): string {
  const t = useTranslations('room.run');
  const { plan } = useIncident();
  if (run.adopted) return t('adopted', { revision: run.adopted.revision.label });
  const undo = plan !== null && plan.id === run.planId && isUndo(plan);
  if (run.endedAt) return t(undo ? 'undoEnded' : 'ended');
  const [failed, ...others] = failedSteps(run);
  const what = undo ? 'undo' : 'roll';
  const status = run.status === 'paused' ? 'paused' : 'going';
  if (!failed) return status === 'paused' ? t('titlePaused', { what }) : t(undo ? 'undoing' : 'title');
  const at = run.steps.indexOf(failed) + 1;
  return t('titleFailed', { what, status, at, total: run.steps.length, count: others.length + 1 });
}
