import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { ScrollArea } from '@/components/ui/scroll-area';
import { TimeOfDay } from '@/components/ui/time';
import { tellSummary } from '@/lib/domain/event-summary';
import type { TimelineLine } from '@/lib/domain/views';

/** A list that goes on below its frame fades out there instead of ending in the middle of a line. */
export const FADE =
  'after:pointer-events-none after:sticky after:bottom-0 after:block after:h-6 after:bg-linear-to-t after:from-raised after:to-transparent print:after:hidden';

/** What happened, oldest first, to read beside the text; on paper all of it. The room has what the machinery noted too. */
export function TimelineAside({ timeline }: { timeline: TimelineLine[] }) {
  const t = useTranslations();
  if (timeline.length === 0) return <p className="text-muted">{t('postmortem_page.timelineEmpty')}</p>;
  return (
    <ScrollArea
      label={t('postmortem_page.timeline')}
      className={`max-h-[70dvh] overflow-y-auto rounded border bg-raised shadow lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] print:max-h-none print:overflow-visible ${FADE}`}
    >
      <ol className="text-sm">
        {timeline.map(({ seq, at, level, ...summary }) => (
          <li key={seq} className="grid grid-cols-[4.25rem_minmax(0,1fr)] gap-2 border-b px-3 py-2 last:border-b-0">
            <TimeOfDay at={at} className="text-muted" />
            <span className={cx('min-w-0 [overflow-wrap:anywhere]', level === 'detail' && 'text-muted')}>
              {tellSummary({ ...summary, level }, (key, params) => (t.has(key) ? t(key, params) : key))}
            </span>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}
