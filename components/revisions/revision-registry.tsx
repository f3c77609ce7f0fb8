'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { fetchRevisions, RevisionsError } from '@/components/catalogue/use-revisions';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { RevisionsView } from '@/lib/domain/snapshot';
import type { ServiceView } from '@/lib/domain/views';
import { RevisionItem } from './revision-item';

/** Everything that Repli knows of a component's revisions, newest first, older ones a press away. */
export function RevisionRegistry({
  component,
  mayBan,
}: {
  component: ServiceView['components'][number];
  mayBan: boolean;
}) {
  const t = useTranslations('revisions');
  const query = useRegistry(component.id);
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
