'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { cx } from '@/components/ui/cx';
import { EventIcon } from '@/components/ui/status';
import { TimeOfDay } from '@/components/ui/time';
import type { IncidentEvent } from '@/lib/domain/event';
import { markOf } from './describe';
import { FREE_TEXT } from './free-text';

interface RowProps {
  event: IncidentEvent;
  sentence: string;
  /** Arrived while the room was open: marked once. */
  live: boolean;
  onRedact: ((seq: number) => void) | null;
}

/** One thing that happened: when, and what. A person's note stands out: it is what people come to read. */
export const EventRow = memo(function EventRow({ event, sentence, live, onRedact }: RowProps) {
  const t = useTranslations('room');
  const { icon, tone } = markOf(event);
  return (
    <li
      data-seq={event.seq}
      className={cx('group relative flex gap-2 px-3 py-1.5 text-sm leading-5', live && 'animate-live')}
    >
      <TimeOfDay at={event.at} className="shrink-0 text-muted text-xs leading-5" />
      <EventIcon icon={icon} tone={tone} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {event.type === 'note.added' ? (
          <>
            <p className="font-semibold">{event.actor.name}</p>
            <p className="whitespace-pre-line">{event.data.text}</p>
          </>
        ) : (
          <p className="whitespace-pre-line">{sentence}</p>
        )}
        {onRedact && FREE_TEXT.has(event.type) && (
          <button
            type="button"
            className="absolute top-1 right-2 rounded border bg-raised px-1.5 py-0.5 text-muted text-xs opacity-0 hover:text-text focus-visible:opacity-100 group-hover:opacity-100 touch:static touch:min-h-11 touch:min-w-11 touch:border-0 touch:px-0 touch:underline touch:opacity-100"
            onClick={() => onRedact(event.seq)}
          >
            {t('redact.open')}
          </button>
        )}
      </div>
    </li>
  );
});
