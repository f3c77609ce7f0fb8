'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { ms } from '@/lib/domain/queries';
import type { Phase } from '@/lib/domain/words';
import { useTakeCommand } from './header/use-take-command';
import { useNowMs } from './live/clock';
import { useRoomContext } from './room-context';
import { standingReminders } from './standing-reminders';
import { useMay } from './use-may';

/** What Repli reminded of and still stands, each on one line with the press that answers it; gone once it is done. */
export function Reminders({ shown, onShow }: { shown: Phase; onShow: (phase: Phase) => void }) {
  const t = useTranslations('room.reminder');
  const { state, viewer } = useRoomContext().room;
  const { noUpdateSince, nobodyCommands } = standingReminders(state);
  const take = useTakeCommand();
  const may = useMay();
  const me = viewer.userId ? { to: { id: viewer.userId, name: viewer.name } } : {};
  const mine = state.commander.id === viewer.userId;
  const handOver = may('command.hand_over', me);
  // They are for the team; who follows from outside is told by messages.
  if (viewer.kind === 'shared') return null;
  return (
    <>
      {nobodyCommands && (
        <Line text={t('nobody_commands', { name: state.commander.name })}>
          {handOver.visible && !mine && (
            <Button reason={handOver.reason} onClick={take}>
              {t('take')}…
            </Button>
          )}
        </Line>
      )}
      {noUpdateSince && (
        <Line text={<Quiet since={noUpdateSince} />}>
          {may('message.send', { kind: 'update' }).visible && shown !== 'communication' && (
            <Button onClick={() => onShow('communication')}>{t('write')}</Button>
          )}
        </Line>
      )}
    </>
  );
}

function Line({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded bg-warn-soft px-3 py-1.5 text-sm">
      <Status tone="warn" icon="bell" className="min-h-9 [&>span]:whitespace-normal">
        {text}
      </Status>
      {children}
    </div>
  );
}

function Quiet({ since }: { since: string }) {
  const t = useTranslations('room.reminder');
  return t('no_update', { minutes: Math.max(1, Math.floor((useNowMs() - ms(since)) / 60_000)) });
}
