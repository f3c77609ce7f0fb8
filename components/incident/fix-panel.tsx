'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ActionBar } from './action-bar';
import { useAsk } from './ask/ask-context';
import { useCommand } from './ask/use-command';
import { useMay } from './use-may';

/** Fixing forward happens elsewhere; Repli waits for the word that it is live, and verifies it. */
export function FixPanel() {
  const t = useTranslations('room.fix');
  const ask = useAsk();
  const { command } = useCommand();
  const may = useMay()('fix.apply');
  const live = () =>
    ask({
      kind: 'reason',
      title: t('live'),
      text: t('effect'),
      confirm: t('live'),
      reason: { label: t('what'), required: false },
      onConfirm: ({ reason }) => command({ type: 'fix.apply', note: reason }),
    });
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        <p className="text-sm">{t('text')}</p>
        {may.visible && (
          <ActionBar
            primary={
              <Button look="primary" data-primary reason={may.reason} onClick={live}>
                {t('live')}
              </Button>
            }
          />
        )}
      </div>
    </Card>
  );
}
