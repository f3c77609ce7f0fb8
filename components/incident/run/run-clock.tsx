'use client';

import { useTranslations } from 'next-intl';
import { formatDuration } from '@/components/ui/clock';
import { cx } from '@/components/ui/cx';
import { ms } from '@/lib/domain/queries';
import type { RunState } from '@/lib/domain/state';
import { useNowMs } from '../live/clock';
import { type Estimate, planEstimate } from '../plan/estimate';
import { useEstimateWords } from '../plan/use-estimate-words';
import { useIncident } from '../room-context';

/** How long the run has taken against what was expected of it; how long it took once it has ended. */
export function RunClock({ run }: { run: RunState }) {
  const t = useTranslations('room.run');
  const { plan } = useIncident();
  if (run.endedAt) {
    const took = formatDuration(ms(run.endedAt) - ms(run.startedAt));
    return run.adopted ? null : <span className="tabular">{t('took', { time: took })}</span>;
  }
  const estimate = plan !== null && plan.id === run.planId ? planEstimate(plan) : null;
  return <Elapsed since={run.startedAt} estimate={estimate} />;
}

/** "1:12 · about 4 min", in the colour of a warning and with words once it takes longer. */
export function Elapsed({ since, estimate }: { since: string; estimate: Estimate | null }) {
  const t = useTranslations('room.run');
  const words = useEstimateWords();
  const elapsedMs = useNowMs() - ms(since);
  const time = formatDuration(elapsedMs);
  if (!estimate) return <span className="tabular">{time}</span>;
  const late = elapsedMs > (estimate.p90Ms ?? estimate.expectedMs);
  const expected = words(estimate);
  return (
    <span className={cx('tabular', late && 'text-warn')}>
      {t(late ? 'elapsedLate' : 'elapsed', { time, expected })}
    </span>
  );
}
