'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/status';
import { useIncident } from '../room-context';
import { DeadlineClock } from './deadline-clock';
import { Presence } from './presence';
import { RoomMenu } from './room-menu';

/** Which incident, how much time is left, who commands, who is here. On a phone: the title and the clock. */
export function RoomHeader() {
  const t = useTranslations('room.header');
  const state = useIncident();
  return (
    <header className="flex min-h-12 items-center gap-x-4 gap-y-1 border-b bg-raised px-3 py-1.5 sm:px-6">
      <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-baseline sm:gap-3">
        <span className="flex shrink-0 items-center gap-2 font-mono text-muted text-xs sm:text-sm">
          INC-{state.number}
          {state.drill && <Badge tone="running">{t('drill')}</Badge>}
        </span>
        <h1 title={state.title} className="truncate text-base leading-6 sm:text-lg">
          {state.title}
        </h1>
        <span className="max-w-72 shrink-0 truncate text-muted text-sm max-xl:sr-only">
          {state.service.name} · {state.service.environment}
        </span>
      </div>
      <DeadlineClock />
      <p className="max-w-60 shrink-0 truncate text-sm max-lg:sr-only" title={state.commander.name}>
        <span className="text-muted">{t('commander')} </span>
        {state.commander.name}
      </p>
      <Presence />
      <RoomMenu />
    </header>
  );
}
