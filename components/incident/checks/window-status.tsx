'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { formatDuration } from '@/components/ui/clock';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Status } from '@/components/ui/status';
import { decidingChecks } from '@/lib/domain/queries';
import { useNowMs } from '../live/clock';
import { useIncident } from '../room-context';

/** How long the required checks have held, of how long they must: what everybody looks at until it is over. */
export function WindowStatus() {
  const t = useTranslations('room.checks');
  const format = useFormatter();
  const state = useIncident();
  const now = useNowMs();
  const { windowMs } = state.settings.stability;
  const deciding = decidingChecks(state);
  const failing = deciding.filter((check) => check.verdict !== 'pass');
  const holds = deciding.length > 0 && failing.length === 0;
  const onlyAsked = failing.length > 0 && failing.every(({ manual, verdict }) => manual && verdict === 'unknown');
  const names = format.list(failing.map(({ name }) => name));
  const since = Date.parse(state.windowStartedAt ?? state.lastAt);
  const heldMs = holds ? Math.min(windowMs, Math.max(0, now - since)) : 0;
  return (
    <div className="grid gap-2">
      <p className="flex text-lg">
        {holds ? (
          <Status tone="ok" icon="ok" className="tabular font-semibold">
            {t('held', { time: formatDuration(heldMs), window: formatDuration(windowMs) })}
          </Status>
        ) : (
          <Status tone="warn" icon="waiting" className="whitespace-normal! font-semibold">
            {onlyAsked ? t('waitingForAnswer', { checks: names }) : t('notHolding', { count: failing.length })}
          </Status>
        )}
      </p>
      {/* Before the window runs an empty bar would only look broken. */}
      {holds && <ProgressBar done={heldMs} total={windowMs} label={t('window')} tone="ok" />}
    </div>
  );
}
