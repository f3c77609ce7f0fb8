'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SelectControl } from '@/components/ui/field';
import { GROUPS, type Group } from './describe';

interface HeadProps {
  group: Group | 'all';
  setGroup: (group: Group | 'all') => void;
  search: string;
  setSearch: (search: string) => void;
}

const FRAME = 'min-h-8 rounded border border-edge/60 bg-raised text-sm touch:min-h-11 touch:text-base';

/** Filter and search in one line. */
export function TimelineHead({ group, setGroup, search, setSearch }: HeadProps) {
  const t = useTranslations('room.timeline');
  return (
    <div className="flex items-center gap-2 border-b px-3 py-2">
      <h2 className="text-base max-sm:sr-only">{t('title')}</h2>
      <SelectControl
        aria-label={t('filter')}
        className="ml-auto max-sm:ml-0"
        value={group}
        onChange={(event) => setGroup(event.target.value as Group | 'all')}
      >
        <option value="all">{t('all')}</option>
        {GROUPS.map((name) => (
          <option key={name} value={name}>
            {t(`group.${name}`)}
          </option>
        ))}
      </SelectControl>
      <label className="relative min-w-0 max-sm:flex-1">
        <span className="sr-only">{t('search')}</span>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          aria-keyshortcuts="/"
          value={search}
          placeholder={t('search')}
          onChange={(event) => setSearch(event.target.value)}
          className={`${FRAME} w-32 pr-2 pl-7 max-sm:w-full`}
        />
      </label>
    </div>
  );
}
