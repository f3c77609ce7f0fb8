'use client';

import { Eye, FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AbsoluteTime } from '@/components/ui/time';
import { useRoomContext } from '../room-context';

/** What is true of the whole room, across its whole width: that it is a drill, and that a shared link only shows it. */
export function RoomStrips() {
  const t = useTranslations('room.header');
  const { room, source } = useRoomContext();
  const { until } = source;
  return (
    <>
      {room.state.drill && <Strip icon={<FlaskConical aria-hidden className={ICON} />}>{t('drillStrip')}</Strip>}
      {room.viewer.kind === 'shared' && (
        <Strip icon={<Eye aria-hidden className={ICON} />}>
          {until ? t.rich('sharedUntil', { until: () => <AbsoluteTime at={until} /> }) : t('shared')}
        </Strip>
      )}
    </>
  );
}

const ICON = 'size-4 shrink-0';

function Strip({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center gap-2 border-b bg-running-soft px-3 py-1 text-running text-sm sm:px-6">
      {icon}
      <span className="min-w-0">{children}</span>
    </p>
  );
}
