'use client';

import { useTranslations } from 'next-intl';
import type { Plan } from '@/lib/domain/facts';
import { caveatCount } from './caveats';

/** Leads from where they are accepted to the first of the plan's caveats: it may lie far above, or behind the bar. */
export function ShowCaveats({ plan }: { plan: Plan }) {
  const t = useTranslations('room.start');
  const show = () => {
    const first = document.querySelector<HTMLElement>('[data-caveats]');
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  };
  return (
    <button
      type="button"
      onClick={show}
      className="min-h-9 rounded text-accent text-sm underline underline-offset-2 touch:min-h-11"
    >
      {t('showCaveats', { count: caveatCount(plan) })}
    </button>
  );
}
