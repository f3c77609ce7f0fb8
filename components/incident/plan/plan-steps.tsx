'use client';

import { useTranslations } from 'next-intl';
import type { Plan } from '@/lib/domain/facts';
import type { PlanDocument } from '@/lib/domain/snapshot';
import type { Preparing } from '../use-prepare';
import { LeaveOut } from './left-out';
import { StepCard } from './step-card';
import { wavesOfPlan } from './waves';

/** The steps in their order; those of one wave stand in one frame, which says that they go at the same time. */
export function PlanSteps({
  plan,
  document,
  preparing,
}: {
  plan: Plan;
  document: PlanDocument | null;
  preparing: Preparing;
}) {
  const t = useTranslations('room.plan');
  const card = (step: Plan['steps'][number]) => (
    <StepCard
      key={step.id}
      step={step}
      number={plan.steps.length > 1 ? plan.steps.indexOf(step) + 1 : null}
      detail={document?.steps.find(({ stepId }) => stepId === step.id)}
    >
      <LeaveOut plan={plan} step={step} preparing={preparing} />
    </StepCard>
  );
  return (
    <ol className="grid min-w-0 gap-4">
      {wavesOfPlan(plan.steps).map((wave) => (
        <li key={wave[0]?.id} className="min-w-0">
          {wave.length > 1 ? (
            <section aria-label={t('together')} className="grid min-w-0 gap-2 border-accent border-l-2 pl-3">
              <p className="text-muted text-sm">{t('together')}</p>
              {wave.map(card)}
            </section>
          ) : (
            wave.map(card)
          )}
        </li>
      ))}
    </ol>
  );
}
