'use client';

import { useTranslations } from 'next-intl';
import { Status, type StatusIcon, type Tone } from '@/components/ui/status';
import { isLookedAt } from '@/lib/domain/queries';
import type { StepState } from '@/lib/domain/state';

type Standing = 'yes' | 'going' | 'waiting' | 'no';

const LOOK: Record<Standing, { tone: Tone; icon: StatusIcon }> = {
  yes: { tone: 'ok', icon: 'ok' },
  going: { tone: 'running', icon: 'running' },
  waiting: { tone: 'neutral', icon: 'waiting' },
  no: { tone: 'danger', icon: 'fail' },
};

/** The three verdicts of a step; a failure stands where the step stopped. */
export function verdictsOf(step: StepState): Record<'requested' | 'converged' | 'healthy', Standing> {
  const failed = step.status === 'failed';
  const stop = (reached: boolean, going: boolean): Standing => {
    if (reached) return 'yes';
    if (failed && going) return 'no';
    return going ? 'going' : 'waiting';
  };
  const requested = step.requestedAt !== undefined || step.convergedAt !== undefined;
  const converged = step.convergedAt !== undefined;
  const asking = step.status === 'intended' || step.status === 'checkpointed' || failed;
  return {
    requested: stop(requested, asking),
    converged: stop(converged, requested && step.status !== 'skipped'),
    healthy: step.healthy === false ? 'no' : stop(step.healthy === true, converged),
  };
}

const ALL = ['requested', 'converged', 'healthy'] as const;
const UNWATCHED = ['requested', 'converged'] as const;

/** Requested, converged, healthy: each with icon, word and colour. */
export function Verdicts({ step }: { step: StepState }) {
  const t = useTranslations('room.run.verdict');
  const words = useTranslations('words.step');
  if (step.status === 'skipped') {
    return (
      <Status tone="neutral" icon="off">
        {words('skipped')}
      </Status>
    );
  }
  if (step.status === 'undone') {
    return (
      <Status tone="neutral" icon="back">
        {words('undone')}
      </Status>
    );
  }
  const verdicts = verdictsOf(step);
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {(isLookedAt(step) ? ALL : UNWATCHED).map((name) => (
        <li key={name}>
          <Status {...LOOK[verdicts[name]]}>{t(`${name}.${verdicts[name]}`)}</Status>
        </li>
      ))}
    </ul>
  );
}
