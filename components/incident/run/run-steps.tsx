'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { Status } from '@/components/ui/status';
import { waveAtWork } from '@/lib/domain/queries';
import type { RunState, StepState } from '@/lib/domain/state';
import { useDocument } from '../plan/use-document';
import { wavesOfPlan } from '../plan/waves';
import { useIncident } from '../room-context';
import { failedSteps } from './failed-steps';
import { StepRow } from './step-row';

/** A run that stands still has not begun its current wave. */
const isWaiting = (run: RunState, wave: readonly StepState[]): boolean =>
  run.status === 'paused' && wave.every(({ status }) => status === 'planned');

/** All steps, wave after wave; the one that is being worked on is marked. */
export function RunSteps({ run, past }: { run: RunState; past: boolean }) {
  const t = useTranslations('room.run');
  const steps = useTranslations('words.step');
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
        const failed = wave.some((step) => broken.includes(step));
        return (
          <li
            key={wave[0]?.id}
            aria-current={here ? 'step' : undefined}
            className={cx(
              'min-w-0',
              (several || failed) && 'border-l-2',
              failed ? 'border-l-danger' : here ? 'border-l-running' : 'border-l-transparent',
            )}
          >
            {(here || failed || wave.length > 1) && (
              <p className="flex gap-2 px-4 pt-2 text-muted text-xs">
                {failed ? (
                  <Status tone="danger" icon="fail" className="font-semibold">
                    {steps('failed')}
                  </Status>
                ) : (
                  here && (
                    <span className="font-semibold text-running">{t(isWaiting(run, wave) ? 'upNext' : 'now')}</span>
                  )
                )}
                {wave.length > 1 && <span>{t('together')}</span>}
              </p>
            )}
            {wave.map(row)}
          </li>
        );
      })}
    </ol>
  );
}
