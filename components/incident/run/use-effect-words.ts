'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Effect } from '@/lib/domain/control-effects';

/** What a control would do, in words: "web stays on 1.4.2, api is not begun". */
export function useEffectWords(): (effects: readonly Effect[]) => string {
  const t = useTranslations('room.effect');
  const format = useFormatter();
  return useCallback(
    (effects) =>
      effects
        .map(({ code, components, revision = '' }) =>
          t(code, { components: format.list(components), count: components.length, revision }),
        )
        .join(', '),
    [t, format],
  );
}
