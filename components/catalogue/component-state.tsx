'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { RelativeTime, TimeOfDay } from '@/components/ui/time';
import type { RevisionsView, RevisionView } from '@/lib/domain/snapshot';
import type { ServiceView } from '@/lib/domain/views';
import { RevisionHistory } from './revision-history';
import { RevisionsError, useRevisions } from './use-revisions';

/** What runs now, what was last verified good, and where a rollback would go by default. */
export function ComponentState({ component }: { component: ServiceView['components'][number] }) {
  const t = useTranslations('services');
  const { data, error, isFetching, refetch } = useRevisions(component.id);
  if (data) return <Known view={data} busy={isFetching} onAsk={() => void refetch()} />;
  if (error) {
    return (
      <Notice
        tone="warn"
        title={t('runningFailed', { provider: component.label })}
        actions={
          <Button busy={isFetching} onClick={() => void refetch()}>
            {t('retry')}
          </Button>
        }
      >
        {error instanceof RevisionsError ? error.message : null}
      </Notice>
    );
  }
  return (
    <div role="status" className="grid min-h-20 content-start gap-2">
      <span className="text-muted text-sm">{t('runningLoading', { provider: component.label })}</span>
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-5 w-1/2" />
    </div>
  );
}

function Known({ view, busy, onAsk }: { view: RevisionsView; busy: boolean; onAsk: () => void }) {
  const t = useTranslations('services');
  const current = view.revisions.find((revision) => revision.current);
  const good = view.revisions.find((revision) => revision.verifiedGood);
  const target = view.revisions.find((revision) => revision.id === view.suggested?.revisionId);
  return (
    <div className="grid min-h-20 min-w-0 gap-3">
      <dl className="grid min-w-0 gap-x-6 gap-y-3 text-sm sm:grid-cols-3">
        <Fact name={t('running')}>{current ? <Revision revision={current} /> : t('runningUnknown')}</Fact>
        <Fact name={t('lastGood')}>{good ? <Revision revision={good} /> : t('lastGoodNone')}</Fact>
        <Fact name={t('defaultTarget')}>{target ? <Revision revision={target} /> : t('defaultTargetNone')}</Fact>
      </dl>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <RevisionHistory revisions={view.revisions} />
        <span className="ml-auto flex items-center gap-2 text-muted text-sm">
          {t.rich('readAt', { time: () => <TimeOfDay at={view.readAt} unlessOlder /> })}
          <Button look="ghost" busy={busy} onClick={onAsk}>
            {t('retry')}
          </Button>
        </span>
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 text-text">{children}</dd>
    </div>
  );
}

function Revision({ revision }: { revision: RevisionView }) {
  return (
    <>
      <code className="block truncate" title={revision.id}>
        {revision.label}
      </code>
      <span className="line-clamp-2 [overflow-wrap:anywhere]">{revision.summary}</span>
      {revision.at && <RelativeTime at={revision.at} className="text-muted" />}
    </>
  );
}
