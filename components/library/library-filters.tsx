'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFilterForm } from '@/components/incidents/use-filter-form';
import { Disclosure } from '@/components/ui/disclosure';
import { Select, TextField } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { SearchField } from '@/components/ui/search-field';
import { CAUSES, CLASSES, REVIEWS } from '@/lib/domain/words';

/** As they stand in the address. */
export interface LibraryFilterValues {
  q?: string | undefined;
  service?: string | undefined;
  class?: string | undefined;
  cause?: string | undefined;
  tag?: string | undefined;
  review?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  sort?: string | undefined;
}

interface Props {
  value: LibraryFilterValues;
  services: { slug: string; name: string }[];
  tags: string[];
}

/** Asked for less often: folded away while none of them is set. */
const FOLDED = ['class', 'tag', 'from', 'until', 'sort'] as const;

/** What the library is narrowed to, kept in the address. */
export function LibraryFilters({ value, services, tags }: Props) {
  const t = useTranslations('library');
  const words = useTranslations('words');
  const { form, pending, apply, applySoon, submit } = useFilterForm('/post-mortems');
  const [unfolded] = useState(FOLDED.some((name) => value[name]));
  const options = (names: readonly string[], label: (name: string) => string) =>
    names.map((name) => (
      <option key={name} value={name}>
        {label(name)}
      </option>
    ));
  const select = (name: 'service' | 'class' | 'cause' | 'review', choices: React.ReactNode) => (
    <Select name={name} label={t(`filter.${name}`)} defaultValue={value[name] ?? ''} onChange={apply}>
      <option value="">{t('any')}</option>
      {choices}
    </Select>
  );
  return (
    <search aria-busy={pending}>
      <form
        ref={form}
        action="/post-mortems"
        onSubmit={submit}
        className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4 lg:grid-cols-5"
      >
        <SearchField
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={value.q ?? ''}
          pending={pending}
          onType={applySoon}
          className="col-span-2"
        />
        {select(
          'service',
          services.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          )),
        )}
        {select(
          'cause',
          options(CAUSES, (name) => words(`cause.${name}`)),
        )}
        {select(
          'review',
          options(REVIEWS, (name) => words(`review.${name}`)),
        )}
        <div className="col-span-full flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
          <Disclosure open={unfolded} summary={t('moreFilters')} className="max-w-full flex-1">
            <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4 lg:grid-cols-5">
              {select(
                'class',
                options(CLASSES, (name) => words(`class.${name}`)),
              )}
              <Select name="tag" label={t('filter.tag')} defaultValue={value.tag ?? ''} onChange={apply}>
                <option value="">{t('any')}</option>
                {options([...new Set([...(value.tag ? [value.tag] : []), ...tags])], (name) => name)}
              </Select>
              <TextField
                type="date"
                name="from"
                label={t('filter.from')}
                defaultValue={value.from ?? ''}
                onChange={apply}
              />
              <TextField
                type="date"
                name="until"
                label={t('filter.until')}
                defaultValue={value.until ?? ''}
                onChange={apply}
              />
              <Select name="sort" label={t('filter.sort')} defaultValue={value.sort ?? ''} onChange={apply}>
                <option value="">{t('sort.newest')}</option>
                <option value="oldest">{t('sort.oldest')}</option>
                <option value="longest">{t('sort.longest')}</option>
              </Select>
            </div>
          </Disclosure>
          {Object.values(value).some(Boolean) && <LinkButton href="/post-mortems">{t('clear')}</LinkButton>}
        </div>
      </form>
    </search>
  );
}
