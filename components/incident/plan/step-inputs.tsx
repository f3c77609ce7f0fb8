'use client';

import { useTranslations } from 'next-intl';
import type { PlanStep } from '@/lib/domain/facts';
import { useIncident } from '../room-context';

/** What the step takes from earlier ones. */
export function StepInputs({ inputs }: { inputs: NonNullable<PlanStep['inputs']> }) {
  const t = useTranslations('room.plan');
  const { plan } = useIncident();
  return (
    <ul>
      {inputs.map(({ stepId, componentName: component, output }) => (
        <li key={stepId + output} className="[overflow-wrap:anywhere]">
          {t('takes', {
            number: (plan?.steps.findIndex(({ id }) => id === stepId) ?? 0) + 1,
            component,
            what: t.has(`output.${output}`) ? t(`output.${output}`) : output,
          })}
        </li>
      ))}
    </ul>
  );
}
