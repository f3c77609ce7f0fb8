'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/status';
import { useIncident, useRoomContext } from '../room-context';
import { useMay } from '../use-may';
import { DeadlineClock } from './deadline-clock';
import { Presence } from './presence';
import { RoomMenu } from './room-menu';

/** Which incident, how much time is left, who commands, who is here. On a phone: the title and the clock. */
export function RoomHeader() {
  const t = useTranslations('room.header');
  const state = useIncident();
  const { viewer } = useRoomContext().room;
  const { visible } = useMay()('note.add');
  const { name, environment } = state.service;
  return (
    <header className="flex min-h-12 items-center gap-x-4 gap-y-1 border-b bg-raised px-3 py-1.5 sm:px-6">
      <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-center sm:gap-3 lg:min-w-64">
        <span className="flex shrink-0 items-center gap-2 text-muted text-xs sm:text-sm">
          <span className="font-mono">INC-{state.number}</span>
          {viewer.kind === 'member' && !visible && <Badge>{t('viewOnly')}</Badge>}
        </span>
        <h1 title={state.title} className="line-clamp-1 text-pretty text-base leading-6 sm:line-clamp-2 sm:text-lg">
          {state.title}
        </h1>
        {/* The name may end in an ellipsis; where it happens is never cut. */}
        <span className="flex shrink-0 items-center gap-2 text-sm max-md:sr-only">
          <span title={name} className="max-w-40 truncate text-muted max-xl:sr-only">
            {name}
          </span>
          <Badge>{environment}</Badge>
        </span>
      </div>
      <DeadlineClock />
      <p className="min-w-0 truncate text-sm max-lg:sr-only" title={state.commander.name}>
        <span className="text-muted">{t('commander')} </span>
        {state.commander.name}
      </p>
      <Presence />
      <RoomMenu />
    </header>
  );
}
