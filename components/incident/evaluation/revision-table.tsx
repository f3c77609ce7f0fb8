'use client';

import { Search } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Notice } from '@/components/ui/notice';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Skeleton } from '@/components/ui/skeleton';
import type { RevisionView } from '@/lib/domain/snapshot';
import { useSentence } from '../use-sentence';
import { findRevisions } from './find-revisions';
import { RevisionMarks } from './revision-marks';
import type { TargetChoice } from './target';
import { useOlderRevisions } from './use-revisions';

/** The provider's revisions, newest first. Native radios: arrow keys move the choice, search narrows it. */
export function RevisionTable({ target }: { target: TargetChoice }) {
  const t = useTranslations('room.target');
  const sentence = useSentence();
  const name = useId();
  const [search, setSearch] = useState('');
  const older = useOlderRevisions(target);
  if (target.error) {
    const { code, params, detail } = target.error;
    return (
      <Notice tone="danger" title={t('unread')} actions={<Button onClick={target.retry}>{t('retry')}</Button>}>
        {sentence(code, params, detail)}
      </Notice>
    );
  }
  const shown = findRevisions([...target.revisions, ...older.revisions], search);
  return (
    <div className="min-w-0 rounded border">
      <label className="relative block border-b">
        <span className="sr-only">{t('search')}</span>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          value={search}
          placeholder={t('search')}
          onChange={(event) => setSearch(event.target.value)}
          className="min-h-9 w-full rounded bg-transparent pr-3 pl-9 text-sm touch:min-h-11 touch:text-base"
        />
      </label>
      <ScrollArea label={t('revisions')} className="h-72 overflow-y-auto">
        {target.loading ? (
          <div className="grid gap-2 p-3">
            {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
              <Skeleton key={row} className="h-8" />
            ))}
          </div>
        ) : (
          <fieldset>
            <legend className="sr-only">{t('revisions')}</legend>
            {shown.map((revision) => (
              <Row key={revision.id} {...{ revision, target, name }} />
            ))}
          </fieldset>
        )}
        {!target.loading && shown.length === 0 && <p className="p-4 text-muted text-sm">{t('none')}</p>}
        {older.more && (
          <Button look="ghost" busy={older.loading} onClick={older.more} className="m-2">
            {t('more')}
          </Button>
        )}
      </ScrollArea>
    </div>
  );
}

function Row({ revision, target, name }: { revision: RevisionView; target: TargetChoice; name: string }) {
  const format = useFormatter();
  const checked = target.chosen?.id === revision.id;
  const off = revision.current && !target.takesCurrent;
  return (
    <label
      className={cx(
        'grid min-h-9 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 border-b px-3 py-1.5 text-sm last:border-b-0 md:grid-cols-[auto_6.5rem_minmax(0,1fr)_auto] touch:min-h-11',
        'has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2',
        checked ? 'bg-accent-soft' : 'hover:bg-sunken',
        off && 'cursor-not-allowed',
      )}
    >
      <input
        type="radio"
        name={name}
        value={revision.id}
        checked={checked}
        disabled={off}
        onChange={() => target.choose(revision)}
        className="size-4 shrink-0 outline-none"
      />
      <code className="truncate font-semibold">{revision.label}</code>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 max-md:col-start-2">
        <span className="min-w-0 truncate">{revision.summary}</span>
        <RevisionMarks
          revision={revision}
          componentId={target.componentId}
          suggested={target.suggested?.revisionId === revision.id}
        />
      </span>
      <span className="truncate text-muted text-xs max-md:col-start-2 md:max-w-56 md:text-right">
        {revision.at && (
          <time dateTime={revision.at} className="tabular">
            {format.dateTime(new Date(revision.at), {
              day: 'numeric',
              month: 'short',
              hour: '2-digit',
              minute: '2-digit',
              hourCycle: 'h23',
            })}
          </time>
        )}
        {revision.author && <> · {revision.author}</>}
      </span>
    </label>
  );
}
