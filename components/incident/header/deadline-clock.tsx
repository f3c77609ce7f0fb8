'use client';

import { useTranslations } from 'next-intl';
import { formatDuration } from '@/components/ui/clock';
import { cx } from '@/components/ui/cx';
import { deadlineClock } from '@/lib/domain/clocks';
import { useNowMs } from '../live/clock';
import { useIncident } from '../room-context';
import { LEVEL_TEXT } from './levels';

/** The class, and the time that is left to its deadline; afterwards, how long it took. */
export function DeadlineClock() {
  const t = useTranslations('room.header');
  const words = useTranslations('words.class');
  const state = useIncident();
  const clock = deadlineClock(state, new Date(useNowMs()).toISOString());
  const budget = formatDuration(clock.budgetMs ?? 0);
  const late = clock.overMs > 0;
  const time = formatDuration(!clock.running ? clock.elapsedMs : late ? clock.overMs : clock.remainingMs);
  const left = clock.running ? t(late ? 'over' : 'left', { time, budget }) : t('took', { time });
  const short = clock.running ? t(late ? 'overShort' : 'leftShort', { time }) : left;
  return (
    <p
      className={cx('flex shrink-0 flex-col items-end text-sm leading-5 sm:flex-row sm:gap-2', LEVEL_TEXT[clock.level])}
    >
      <span className="font-semibold text-xs sm:text-sm">{words(state.class)}</span>
      <span className="tabular max-sm:sr-only">{left}</span>
      <span aria-hidden className="tabular sm:hidden">
        {short}
      </span>
    </p>
  );
}
