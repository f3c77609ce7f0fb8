'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import type { Plan } from '@/lib/domain/facts';
import { useMay } from '../use-may';
import type { Preparing } from '../use-prepare';
import { wishOf } from './wish';

/** Which components stand still while the data goes back, and what either choice costs. */
export function Writers({ plan, preparing }: { plan: Plan; preparing: Preparing }) {
  const t = useTranslations('room.plan.writers');
  const may = useMay()('plan.record');
  const { writers = [] } = plan;
  if (writers.length === 0) return null;
  const { stopWriters = [], ...wish } = wishOf(plan);
  const choose = (componentId: string, isStopped: boolean) => {
    const others = stopWriters.filter((id) => id !== componentId);
    void preparing.prepare({ ...wish, stopWriters: isStopped ? [...others, componentId] : others });
  };
  return (
    <Card title={t('title')}>
      <p className="text-muted text-sm">{t('text')}</p>
      {writers.map(({ componentId, componentName: component, stopped }) => (
        <Checkbox
          key={componentId}
          label={t('stop', { component })}
          hint={t(stopped ? 'on' : 'off', { component })}
          checked={stopped}
          disabled={!may.visible || may.reason !== null || preparing.busy}
          onChange={(event) => choose(componentId, event.target.checked)}
        />
      ))}
    </Card>
  );
}
