'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useRef } from 'react';
import type { IncidentEvent } from '@/lib/domain/event';
import { eventSummary, tellSummary } from '@/lib/domain/event-summary';
import type { IncidentState } from '@/lib/domain/state';

/** The sentence of an event in the reader's language; each is made once, as a search asks for all of them. */
export function useTell(naming: IncidentState, timeline: readonly IncidentEvent[]): (event: IncidentEvent) => string {
  const t = useTranslations();
  const format = useFormatter();
  // Read where a sentence is made: what is added to the timeline changes no sentence that stands.
  const log = useRef(timeline);
  log.current = timeline;
  return useMemo(() => {
    const told = new WeakMap<IncidentEvent, string>();
    const make = (event: IncidentEvent): string => {
      const summary = eventSummary(event, naming, log.current);
      const { expiresAt } = summary.params;
      const when = typeof expiresAt === 'string' && {
        expiresAt: format.dateTime(new Date(expiresAt), { dateStyle: 'medium', timeStyle: 'short' }),
      };
      const params = { ...summary.params, ...when };
      return tellSummary({ ...summary, params }, (key, filled) => (t.has(key) ? t(key, filled) : key));
    };
    return (event) => {
      const known = told.get(event) ?? make(event);
      told.set(event, known);
      return known;
    };
  }, [t, format, naming]);
}
