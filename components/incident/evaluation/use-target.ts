'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { RevisionsView, RevisionView } from '@/lib/domain/snapshot';
import { ReadError } from '../live/read-json';
import { useIncident } from '../room-context';
import type { TargetChoice } from './target';
import { useRevisions } from './use-revisions';

interface Wanted {
  componentId: string;
  picked: RevisionView | undefined;
  choose: (revision: RevisionView) => void;
  preselect: 'suggested' | 'current';
}

/** What a provider answered as a choice: what was picked, else what is suggested, or what runs now. */
export function targetChoice(query: UseQueryResult<RevisionsView> | undefined, wanted: Wanted): TargetChoice {
  const takesCurrent = wanted.preselect === 'current';
  const view = query?.data;
  const loading = !query || query.isPending || (takesCurrent && !query.isFetchedAfterMount);
  const revisions = view?.revisions ?? [];
  const suggested = view?.suggested ?? null;
  const preselected = revisions.find(({ id, current }) => (takesCurrent ? current : id === suggested?.revisionId));
  return {
    componentId: wanted.componentId,
    revisions,
    nextCursor: view?.nextCursor ?? null,
    suggested,
    readAt: view?.readAt ?? null,
    chosen: loading ? null : (wanted.picked ?? preselected ?? null),
    choose: wanted.choose,
    takesCurrent,
    loading,
    error: query?.error instanceof ReadError ? query.error : null,
    retry: () => void query?.refetch(),
  };
}

/** A component and what runs there now, for a rollback that somebody did by hand: it is newer than anything read before. */
export function useCurrentTarget(): { target: TargetChoice; setComponentId: (id: string) => void } {
  const { service, decision } = useIncident();
  const [componentId, setComponentId] = useState(decision?.target?.componentId ?? service.components[0]?.id ?? '');
  const [picked, setPicked] = useState<RevisionView>();
  const [query] = useRevisions([componentId], true);
  return {
    target: targetChoice(query, { componentId, picked, choose: setPicked, preselect: 'current' }),
    setComponentId: (id) => {
      setComponentId(id);
      setPicked(undefined);
    },
  };
}
