'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { fetchRevisions, RevisionsError } from '@/components/catalogue/use-revisions';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { RevisionsView } from '@/lib/domain/snapshot';
import type { ServiceView } from '@/lib/domain/views';
import { RevisionItem } from './revision-item';

/** The registries of a service; what did not answer comes first, as nobody looks for it below a long list. */
export function RevisionRegistries({ components, mayBan }: { components: Component[]; mayBan: boolean }) {
  const [silent, setSilent] = useState<readonly string[]>([]);
  // Once there it stays: nothing moves away under a press of "Ask again".
  const report = useCallback((id: string) => setSilent((known) => (known.includes(id) ? known : [...known, id])), []);
  const last = (id: string) => Number(!silent.includes(id));
  return components
    .toSorted((a, b) => last(a.id) - last(b.id))
    .map((component) => (
      <RevisionRegistry key={component.id} component={component} mayBan={mayBan} onFailed={report} />
    ));
}

type Component = ServiceView['components'][number];

/** Everything that Repli knows of a component's revisions, newest first, older ones a press away. */
function RevisionRegistry({
  component,
  mayBan,
  onFailed,
}: {
  component: Component;
  mayBan: boolean;
  onFailed: (id: string) => void;
}) {
  const t = useTranslations('revisions');
  const query = useRegistry(component.id);
  const failed = query.error !== null;
  useEffect(() => {
    if (failed) onFailed(component.id);
  }, [onFailed, component.id, failed]);
  const revisions = query.data?.pages.flatMap((page) => page.revisions) ?? [];
  return (
    <Card title={component.name} aside={component.label} bodyClassName="">
      {query.isPending && (
        <div role="status" className="grid gap-2 p-4">
          <span className="text-muted text-sm">{t('loading', { provider: component.label })}</span>
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      )}
      {query.error && (
        <div className="p-4">
          <Notice
            tone="warn"
            title={t('failed', { provider: component.label })}
            actions={
              <Button busy={query.isFetching} onClick={() => void query.refetch()}>
                {t('again')}
              </Button>
            }
          >
            {query.error instanceof RevisionsError ? query.error.message : null}
          </Notice>
        </div>
      )}
      <ol className="divide-y">
        {revisions.map((revision) => (
          <RevisionItem key={revision.id} {...{ revision, mayBan, componentId: component.id }} />
        ))}
      </ol>
      {query.hasNextPage && (
        <div className="border-t p-2">
          <Button look="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function useRegistry(componentId: string) {
  return useInfiniteQuery<RevisionsView, Error, { pages: RevisionsView[] }, string[], string | undefined>({
    queryKey: ['registry', componentId],
    queryFn: ({ signal, pageParam }) => fetchRevisions(componentId, signal, pageParam),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 30_000,
    retry: false,
  });
}
