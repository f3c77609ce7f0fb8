'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { Status } from '@/components/ui/status';
import { isSettled, isUnderWay, waveAtWork } from '@/lib/domain/queries';
import type { RunState, StepState } from '@/lib/domain/state';
import { useDocument } from '../plan/use-document';
import { wavesOfPlan } from '../plan/waves';
import { useIncident } from '../room-context';
import { failedSteps } from './failed-steps';
import { StepRow } from './step-row';

/** At work, or next to be. */
const isAhead = (step: StepState): boolean => isUnderWay(step) || (!isSettled(step) && step.status !== 'failed');

/** A step that failed, whose rule covers that of its wave: those beside it are as they are. */
function Broken({ children }: { children: ReactNode }) {
  const t = useTranslations('words.step');
  return (
    <div className="-ml-0.5 border-l-2 border-l-danger">
      <p className="px-4 pt-2 text-xs">
        <Status tone="danger" icon="fail" className="font-semibold">
          {t('failed')}
        </Status>
      </p>
      {children}
    </div>
  );
}

/** All steps, wave after wave; the one that is being worked on is marked. */
export function RunSteps({ run, past }: { run: RunState; past: boolean }) {
  const t = useTranslations('room.run');
  const document = useDocument();
  const { plan } = useIncident();
  const planned = plan !== null && plan.id === run.planId ? plan : null;
  const several = run.steps.length > 1;
  const now = run.endedAt ? [] : waveAtWork(run);
  const broken = failedSteps(run);
  const row = (step: StepState) => (
    <StepRow
      key={step.id}
      run={run}
      step={step}
      number={several ? run.steps.indexOf(step) + 1 : null}
      target={run.targets.find(({ stepId }) => stepId === step.id)}
      planned={planned?.steps.find(({ id }) => id === step.id)}
      detail={planned ? document?.steps.find(({ stepId }) => stepId === step.id) : undefined}
      past={past}
    />
  );
  return (
    <ol className="divide-y">
      {wavesOfPlan(run.steps).map((wave) => {
        const here = several && wave.some((step) => now.includes(step));
        const goesOn = here && wave.some(isAhead);
        return (
          <li
            key={wave[0]?.id}
            aria-current={here ? 'step' : undefined}
            className={cx(
              'min-w-0',
              (several || broken.length > 0) && 'border-l-2',
              goesOn ? 'border-l-running' : 'border-l-transparent',
            )}
          >
            {(goesOn || wave.length > 1) && (
              <p className="flex gap-2 px-4 pt-2 text-muted text-xs">
                {goesOn && (
                  // Nothing is under way in a run that stands still.
                  <span className="font-semibold text-running">{t(run.status === 'paused' ? 'upNext' : 'now')}</span>
                )}
                {wave.length > 1 && <span>{t('together')}</span>}
              </p>
            )}
            {wave.map((step) => (broken.includes(step) ? <Broken key={step.id}>{row(step)}</Broken> : row(step)))}
          </li>
        );
      })}
    </ol>
  );
}
