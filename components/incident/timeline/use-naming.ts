'use client';

import { useRef } from 'react';
import type { IncidentState } from '@/lib/domain/state';

/** What a sentence about an event takes its names from. */
const NAMED = ['service', 'plan', 'pastRuns', 'followUps', 'checks'] as const;

/** The state as the timeline's sentences need it: the same object until a name may have changed, so that rows stay drawn. */
export function useNaming(state: IncidentState): IncidentState {
  const held = useRef(state);
  const changed =
    held.current.run?.targets !== state.run?.targets || NAMED.some((part) => held.current[part] !== state[part]);
  if (changed) held.current = state;
  return held.current;
}
