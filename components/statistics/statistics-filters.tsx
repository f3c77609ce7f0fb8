'use client';

import { useTranslations } from 'next-intl';
import { useFilterForm } from '@/components/incidents/use-filter-form';
import { Select } from '@/components/ui/field';

interface Props {
  period: string;
  service: string | undefined;
  services: { slug: string; name: string }[];
}

/** What the figures are about, kept in the address. */
export function StatisticsFilters({ period, service, services }: Props) {
  const t = useTranslations('statistics');
  const { form, pending, apply, submit } = useFilterForm('/statistics');
  return (
    <search aria-busy={pending}>
      <form ref={form} action="/statistics" onSubmit={submit} className="grid gap-3 sm:max-w-xl sm:grid-cols-2">
        <Select name="period" label={t('period')} defaultValue={period} onChange={apply}>
          <option value="90">{t('days90')}</option>
          <option value="365">{t('days365')}</option>
          <option value="all">{t('allTime')}</option>
        </Select>
        <Select name="service" label={t('service')} defaultValue={service ?? ''} onChange={apply}>
          <option value="">{t('allServices')}</option>
          {services.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Select>
      </form>
    </search>
  );
}
