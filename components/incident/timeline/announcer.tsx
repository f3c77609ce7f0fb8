'use client';

import { useState } from 'react';
import type { IncidentEvent } from '@/lib/domain/event';
import { useRoomContext } from '../room-context';
import { groupOf, markOf } from './describe';
import { useNaming } from './use-naming';
import { useTell } from './use-tell';

/** Checks go back and forth and say so in their table; the rest is heard as it happens. */
const isHeard = (event: IncidentEvent): boolean =>
  markOf(event).icon !== 'dot' && groupOf(event) !== 'checks' && groupOf(event) !== 'messages';

/** Says to a screen reader what matters of what just happened, in whole sentences, wherever on the page its reader is. */
export function Announcer() {
  const { state, timeline } = useRoomContext().room;
  const tell = useTell(useNaming(state), timeline);
  const [openedAtSeq] = useState(state.lastSeq);
  const last = timeline.findLast((event) => event.seq > openedAtSeq && isHeard(event));
  return (
    <p aria-live="polite" className="sr-only">
      {last && tell(last)}
    </p>
  );
}
