'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { openSource } from '@/components/incident/live/stream';

/** Shows the draft as soon as the worker has written it; `seq` is the newest event that the page knows. */
export function useDraftArrival(incidentId: string, seq: number): void {
  const router = useRouter();
  useEffect(
    () =>
      openSource(`/api/incidents/${encodeURIComponent(incidentId)}/stream`, {
        lastSeq: () => seq,
        onMessage(message) {
          if (message.kind === 'event' && message.data.type === 'postmortem.drafted') router.refresh();
        },
        onConnection: () => undefined,
      }),
    [incidentId, seq, router],
  );
}
