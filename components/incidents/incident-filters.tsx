'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { Select } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { SearchField } from '@/components/ui/search-field';
import { CLASSES } from '@/lib/domain/words';
import { useFilterForm } from './use-filter-form';

export interface Filters {
  q?: string | undefined;
  status?: string | undefined;
  class?: string | undefined;
  service?: string | undefined;
}

/** What the list is narrowed to, kept in the address: a search can be sent to a colleague, and Back goes back. */
export function IncidentFilters({ value, services }: { value: Filters; services: { slug: string; name: string }[] }) {
  const t = useTranslations('incidents');
  const words = useTranslations('words.class');
  const { form, pending, apply, applySoon, submit } = useFilterForm('/incidents');
  const narrowed = Object.values(value).some(Boolean);
  return (
    <search aria-busy={pending}>
      <form
        ref={form}
        action="/incidents"
        onSubmit={submit}
        className={cx(
          'grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(0,2fr)_repeat(3,minmax(0,1fr))]',
          narrowed && 'sm:grid-cols-[minmax(0,2fr)_repeat(3,minmax(0,1fr))_auto]',
        )}
      >
        <SearchField
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={value.q ?? ''}
          pending={pending}
          onType={applySoon}
          className="max-sm:col-span-2"
        />
        <Select name="status" label={t('filterStatus')} defaultValue={value.status ?? ''} onChange={apply}>
          <option value="">{t('any')}</option>
          <option value="open">{t('status.open')}</option>
          <option value="closed">{t('status.closed')}</option>
        </Select>
        <Select name="class" label={t('filterClass')} defaultValue={value.class ?? ''} onChange={apply}>
          <option value="">{t('any')}</option>
          {CLASSES.map((name) => (
            <option key={name} value={name}>
              {words(name)}
            </option>
          ))}
        </Select>
        <Select
          name="service"
          label={t('filterService')}
          defaultValue={value.service ?? ''}
          onChange={apply}
          className="max-sm:col-span-2"
        >
          <option value="">{t('any')}</option>
          {services.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Select>
        {narrowed && (
          <LinkButton href="/incidents" className="max-sm:col-span-2">
            {t('clear')}
          </LinkButton>
        )}
      </form>
    </search>
  );
}
