'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { KEYS, keysAreOn, placeOf, turnKeys } from './keys';

/** The single-key shortcuts of the page in sight, and the way to turn them off (WCAG 2.1.4). */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('common.keys');
  const [on, setOn] = useState(keysAreOn);
  const [here] = useState(() => KEYS.filter(({ first }) => placeOf(first)));
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      <dl className="grid gap-2 text-sm">
        {[...here, { name: 'list', shown: '?' } as const].map((key) => (
          <div key={key.name} className="flex items-center justify-between gap-4">
            <dt>{t(key.name)}</dt>
            <dd>
              <Kbd>{key.shown}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t('on')}
        checked={on}
        className="mt-3 border-t pt-3"
        onChange={(event) => {
          turnKeys(event.target.checked);
          setOn(event.target.checked);
        }}
      />
    </Dialog>
  );
}
