'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { alertsAreOn, turnAlerts } from '../alerts';

/** Notifications and sound of this browser: off until somebody asks for them. */
export function AlertsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('room.alert');
  const [on, setOn] = useState(alertsAreOn);
  const [refused, setRefused] = useState(false);
  const turn = async (wanted: boolean) => {
    const now = await turnAlerts(wanted);
    setOn(now);
    setRefused(wanted && !now);
  };
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={t('text')}>
      <Checkbox label={t('on')} checked={on} onChange={(event) => void turn(event.target.checked)} />
      {refused && <Notice tone="warn">{t('refused')}</Notice>}
    </Dialog>
  );
}
