'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Status, type StatusIcon, type Tone } from '@/components/ui/status';
import { isSettled, isUnderWay, undoable } from '@/lib/domain/queries';
import type { RunState, RunStatus } from '@/lib/domain/state';
import { isUndo } from '../plan/wish';
import { useIncident } from '../room-context';
import type { Preparing } from '../use-prepare';
import { GapNotice } from './gap-notice';
import { PauseNotice } from './pause-notice';
import { RunClock } from './run-clock';
import { RunControls } from './run-controls';
import { RunSteps } from './run-steps';
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
  const done = run.steps.filter((step) => isSettled(step) && !isUnderWay(step)).length;
  const at = Math.min(done + 1, run.steps.length);
  const title = useTitle(run);
  return (
    <Card
      aria-label={t('title')}
      title={title}
      aside={
        <>
          {run.steps.length > 1 && !run.endedAt && <span>{t('stepOf', { at, total: run.steps.length })}</span>}
          <RunClock run={run} />
          <Status {...LOOK[run.status]}>{words(run.status)}</Status>
        </>
      }
      bodyClassName=""
    >
      {run.adopted && <p className="px-4 py-3 text-muted text-sm">{run.adopted.reason}</p>}
      <PauseNotice run={run} />
      {!past && <GapNotice run={run} />}
      <StoppedNotice run={run} />
      {run.abortReason && (
        <Notice tone="warn" className="m-4" title={words(run.status)}>
          <span className="whitespace-pre-line">{run.abortReason}</span>
        </Notice>
      )}
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
  return t(undo ? 'undoing' : 'title');
}
