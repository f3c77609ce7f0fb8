'use client';

import { useQuery } from '@tanstack/react-query';
import type { Result, RevisionsView } from '@/lib/domain/snapshot';

/** A provider may take its time: a little more than the server gives it. */
const DEADLINE_MS = 20_000;

/** Why a provider's answer is missing, in its own words when it had any. */
export class RevisionsError extends Error {
  override readonly name = 'RevisionsError';
}

/** A page of a component's revisions, the newest without a cursor; throws RevisionsError. */
export async function fetchRevisions(
  componentId: string,
  signal: AbortSignal,
  cursor?: string,
): Promise<RevisionsView> {
  const query = cursor ? `?${new URLSearchParams({ cursor })}` : '';
  const response = await fetch(`/api/components/${encodeURIComponent(componentId)}/revisions${query}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
  });
  if (response.ok) return (await response.json()) as RevisionsView;
  const failure = (await response.json().catch(() => null)) as Extract<Result<never>, { ok: false }> | null;
  throw new RevisionsError(failure?.error.message ?? '');
}

/** A component's newest revisions, as its provider knows them right now. */
export function useRevisions(componentId: string) {
  return useQuery({
    queryKey: ['revisions', componentId],
    queryFn: ({ signal }) => fetchRevisions(componentId, signal),
    staleTime: 30_000,
    retry: false,
  });
}
