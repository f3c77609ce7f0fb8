'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { formatDuration } from '@/components/ui/clock';
import { ProgressBar } from '@/components/ui/progress-bar';
import { ms } from '@/lib/domain/queries';
import type { RunState, StepState } from '@/lib/domain/state';
import { useNowMs } from '../live/clock';
import { Refused } from '../refused';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

interface Props {
  run: RunState;
  step: StepState;
  since: string;
  holdMs: number;
}

/** "Held while the checks decide, 4:12 of 10:00", and the way on for whoever has seen enough. */
export function Hold({ run, step, since, holdMs }: Props) {
  const t = useTranslations('room.run');
  const may = useMay();
  const { busy, error, act } = useAct();
  const heldMs = Math.min(useNowMs() - ms(since), holdMs);
  const ref = { runId: run.id, stepId: step.id };
  const following = run.steps.find(({ wave }) => wave > step.wave);
  const next = run.targets.find(({ stepId }) => stepId === following?.id);
  const end = may('step.end_hold', ref);
  return (
    <div className="grid gap-2 text-sm">
      <p className="flex flex-wrap justify-between gap-x-4 text-muted">
        <span>{t('held')}</span>
        <span className="tabular">{t('heldFor', { time: formatDuration(heldMs), total: formatDuration(holdMs) })}</span>
      </p>
      <ProgressBar done={heldMs} total={holdMs} label={t('held')} />
      {end.visible && (
        <Button
          className="mt-1 justify-self-start"
          busy={busy || step.holdEndedAt !== undefined}
          reason={end.reason}
          onClick={() => void act({ type: 'step.end_hold', ...ref })}
        >
          {next ? t('endHold', { component: next.componentName, revision: next.to.label }) : t('endHoldLast')}
        </Button>
      )}
      <Refused error={error} />
    </div>
  );
}
