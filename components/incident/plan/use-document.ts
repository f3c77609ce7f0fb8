'use client';

import { useQuery } from '@tanstack/react-query';
import type { PlanDocument } from '@/lib/domain/snapshot';
import { readJson } from '../live/read-json';
import { useIncident, useRoomContext } from '../room-context';

/** Commands and diffs of the plan on the table. Never read on a shared page. */
export function useDocument(): PlanDocument | null {
  const { room } = useRoomContext();
  const { incidentId, plan } = useIncident();
  const { data } = useQuery({
    queryKey: ['plan', incidentId, plan?.documentDigest],
    enabled: plan !== null && room.viewer.kind === 'member',
    queryFn: ({ signal }) => readJson<PlanDocument>(`/api/incidents/${encodeURIComponent(incidentId)}/plan`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}
