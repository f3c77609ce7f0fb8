'use client';

import { type UseQueryResult, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import type { RevisionsView, RevisionView } from '@/lib/domain/snapshot';
import { readJson } from '../live/read-json';
import { useIncident, useRoomContext } from '../room-context';
import type { TargetChoice } from './target';

function address(componentId: string, incident: string, cursor: string): string {
  const search = new URLSearchParams({ incident, ...(cursor && { cursor }) });
  return `/api/components/${encodeURIComponent(componentId)}/revisions?${search}`;
}

/**
 * The newest revisions of each component, in the same order, read as soon as they are asked for. `fresh`: what was
 * read before does not do.
 */
export function useRevisions(componentIds: readonly string[], fresh = false): UseQueryResult<RevisionsView>[] {
  const { actions } = useRoomContext();
  const { incidentId, failedTargets } = useIncident();
  return useQueries({
    queries: componentIds.map((componentId) => ({
      queryKey: ['revisions', incidentId, componentId, failedTargets.length],
      enabled: actions !== null && componentId !== '',
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        readJson<RevisionsView>(address(componentId, incidentId, ''), signal),
      staleTime: 30_000,
      ...(fresh && { refetchOnMount: 'always' as const }),
    })),
  });
}

/** The pages behind a component's newest revisions, once somebody asks for them. */
export function useOlderRevisions({ componentId, nextCursor }: TargetChoice): {
  revisions: RevisionView[];
  more: (() => void) | null;
  loading: boolean;
} {
  const { incidentId } = useIncident();
  const query = useInfiniteQuery({
    queryKey: ['older-revisions', incidentId, componentId, nextCursor],
    enabled: false,
    initialPageParam: nextCursor ?? '',
    queryFn: ({ pageParam, signal }) => readJson<RevisionsView>(address(componentId, incidentId, pageParam), signal),
    getNextPageParam: (page) => page.nextCursor,
  });
  const begun = query.data !== undefined;
  const hasMore = begun ? query.hasNextPage : nextCursor !== null;
  return {
    revisions: query.data?.pages.flatMap((page) => page.revisions) ?? [],
    more: hasMore ? () => void (begun ? query.fetchNextPage() : query.refetch()) : null,
    loading: query.isFetching,
  };
}
