'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { RunState, StepState } from '@/lib/domain/state';
import { useRoomContext } from '../room-context';
import { useMay } from '../use-may';
import { failedSteps } from './failed-steps';
import { NextMoves } from './next-moves';

/** What failed, on top of a run that is not over: the step and its cause, then the ways on side by side. */
export function FailureAlerts({ run }: { run: RunState }) {
  return failedSteps(run).map((step) => <FailureAlert key={step.id} run={run} step={step} />);
}

function FailureAlert({ run, step }: { run: RunState; step: StepState }) {
  const t = useTranslations('room.run');
  const cause = useCause();
  const { room } = useRoomContext();
  const { visible } = useMay()('step.retry');
  const component = run.targets.find(({ stepId }) => stepId === step.id)?.componentName ?? step.id;
  if (!step.failure) return null;
  return (
    <Notice tone="danger" className="m-4 mb-0" title={t('failedStep', { component, cause: cause(step.failure.code) })}>
      <p className="whitespace-pre-line">{step.failure.error}</p>
      {run.status !== 'aborting' &&
        (visible ? (
          <NextMoves run={run} step={step} />
        ) : (
          <p className="pt-1 text-muted">{t('waitingFor', { name: room.state.commander.name })}</p>
        ))}
    </Notice>
  );
}

/** The cause of a failure, in the row of its step once the run is over. */
export function StepFailure({ step }: { step: StepState }) {
  const cause = useCause();
  const { failure } = step;
  if (!failure) return null;
  return (
    <Notice tone="danger" title={cause(failure.code)}>
      <p className="whitespace-pre-line">{failure.error}</p>
    </Notice>
  );
}

function useCause(): (code: string) => string {
  const codes = useTranslations('room.failure');
  return (code) => (codes.has(code) ? codes(code) : codes('failed'));
}
