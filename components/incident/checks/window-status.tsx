'use client';

import { useTranslations } from 'next-intl';
import { formatDuration } from '@/components/ui/clock';
import { Status } from '@/components/ui/status';
import { decidingChecks } from '@/lib/domain/queries';
import { useNowMs } from '../live/clock';
import { useIncident } from '../room-context';

/** How long the required checks have held, of how long they must. */
export function WindowStatus() {
  const t = useTranslations('room.checks');
  const state = useIncident();
  const now = useNowMs();
  const { windowMs } = state.settings.stability;
  const deciding = decidingChecks(state);
  const failing = deciding.filter((check) => check.verdict !== 'pass');
  if (deciding.length === 0 || failing.length > 0) {
    return (
      <Status tone="warn" icon="waiting">
        {t('notHolding', { count: failing.length })}
      </Status>
    );
  }
  const heldMs = Math.min(windowMs, Math.max(0, now - Date.parse(state.windowStartedAt ?? state.lastAt)));
  return (
    <Status tone="ok" icon="ok" className="tabular">
      {t('held', { time: formatDuration(heldMs), window: formatDuration(windowMs) })}
    </Status>
  );
}
