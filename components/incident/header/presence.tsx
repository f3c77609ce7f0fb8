'use client';

import { useTranslations } from 'next-intl';
import { useRoomContext } from '../room-context';

const SHOWN = 3;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** Who looks at this room now. */
export function Presence() {
  const t = useTranslations('room.header');
  const people = useRoomContext().room.presence;
  if (people.length === 0) return null;
  const names = people.map(({ name }) => name).join(', ');
  return (
    <div title={names} className="flex shrink-0 items-center max-md:hidden">
      <span className="sr-only">{t('present', { count: people.length, names })}</span>
      <span aria-hidden className="flex -space-x-1.5">
        {people.slice(0, SHOWN).map(({ userId, name }) => (
          <span
            key={userId}
            className="flex size-7 items-center justify-center rounded-full border-2 border-raised bg-accent-soft font-semibold text-[0.6875rem] text-accent"
          >
            {initials(name)}
          </span>
        ))}
      </span>
      {people.length > SHOWN && (
        <span aria-hidden className="tabular pl-1 text-muted text-sm">
          +{people.length - SHOWN}
        </span>
      )}
    </div>
  );
}
