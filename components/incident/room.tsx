'use client';

import { useTranslations } from 'next-intl';
import { Suspense, useCallback, useMemo, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { Skeleton } from '@/components/ui/skeleton';
import type { Person } from '@/lib/domain/facts';
import type { RoomSnapshot } from '@/lib/domain/snapshot';
import type { Phase } from '@/lib/domain/words';
import type { RoomActions } from './actions';
import { AskProvider } from './ask/ask-context';
import { ConnectionBar } from './connection-bar';
import { PhaseRail } from './header/phase-rail';
import { RoomHeader } from './header/room-header';
import { RoomStrips } from './header/room-strips';
import { ClockProvider, useRoomClock } from './live/clock';
import { type LiveRoom, type RoomSource, useRoom } from './live/use-room';
import { PhasePanel } from './phase-panel';
import { usePhasesAhead } from './phases';
import { type RoomContext, RoomProvider, type ServiceHelp } from './room-context';
import { Split } from './split';
import { Announcer } from './timeline/announcer';
import { Timeline } from './timeline/timeline';
import { useRedact } from './timeline/use-redact';
import { useAlerts } from './use-alerts';
import { usePrepare } from './use-prepare';
import { useTabSign } from './use-tab-sign';

interface RoomProps {
  initial: RoomSnapshot;
  source: RoomSource;
  actions: RoomActions | null;
  people: Person[];
  help: ServiceHelp;
}

/** The incident room, and the shared page: the same component, with and without actions. */
export function Room({ initial, source, actions, people, help }: RoomProps) {
  const clock = useRoomClock(initial.now);
  const live = useRoom(initial, source, clock);
  const { room, connection, gone } = live;
  const connected = connection !== 'lost' && !gone;
  useTabSign(room.state, connected, clock);
  useAlerts(room);
  const context = useMemo<RoomContext>(
    () => ({ room, source, actions, connected, people, help }),
    [room, source, actions, connected, people, help],
  );
  return (
    <RoomProvider value={context}>
      <ClockProvider clock={clock}>
        <AskProvider>
          <RoomFrame live={live} connected={connected} />
        </AskProvider>
      </ClockProvider>
    </RoomProvider>
  );
}

function RoomFrame({ live, connected }: { live: LiveRoom; connected: boolean }) {
  const t = useTranslations('room');
  const { state } = live.room;
  const [chosen, setChosen] = useState<{ phase: Phase; during: Phase } | null>(null);
  const preparing = usePrepare();
  const onRedact = useRedact();
  // A past phase is left by itself when the incident moves on.
  const shown = chosen?.during === state.phase ? chosen.phase : state.phase;
  const show = useCallback(
    (phase: Phase) => {
      if (state.visits.some((visit) => visit.phase === phase)) setChosen({ phase, during: state.phase });
    },
    [state.phase, state.visits],
  );
  usePhasesAhead();
  return (
    <div
      data-room
      className={cx(
        'relative flex min-w-0 flex-1 flex-col lg:h-[calc(100dvh-3rem)] lg:flex-none',
        // The bar says it once, for all buttons; each still tells it to whoever listens.
        !connected && '[&_button[aria-describedby]+span]:sr-only',
      )}
    >
      <Announcer />
      {!connected && <ConnectionBar heardAt={live.heardAt} gone={live.gone} />}
      <div className="sticky top-0 z-20 lg:static">
        <RoomStrips />
        <RoomHeader />
        <PhaseRail shown={shown} onShow={show} />
      </div>
      <Split
        label={t('tabs.label')}
        labels={{ main: t('tabs.now'), timeline: t('tabs.timeline') }}
        main={
          <div className="mx-auto grid w-full min-w-0 max-w-5xl grid-cols-[minmax(0,1fr)] content-start gap-4 p-3 pb-28 sm:p-6">
            {/* A phase whose code is still on its way must not take the rest of the room away. */}
            <Suspense fallback={<Skeleton className="h-64" />}>
              <PhasePanel phase={shown} preparing={preparing} onShow={show} />
            </Suspense>
          </div>
        }
        timeline={<Timeline loadOlder={live.loadOlder} loadingOlder={live.loadingOlder} onRedact={onRedact} />}
      />
    </div>
  );
}
