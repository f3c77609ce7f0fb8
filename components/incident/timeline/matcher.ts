import type { IncidentEvent } from '@/lib/domain/event';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Finds events by who and by what their sentence says; accents and case do not matter. */
export function matcher(search: string, tell: (event: IncidentEvent) => string): (event: IncidentEvent) => boolean {
  const wanted = plain(search.trim());
  if (!wanted) return () => true;
  return (event) => plain(`${event.actor.name} ${tell(event)}`).includes(wanted);
}
