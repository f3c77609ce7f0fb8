import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/status';
import type { FollowUpRow } from '@/lib/domain/views';
import { isLate } from './due';
import { DueDay } from './due-day';
import { useFollowUpText } from './use-follow-up-text';

/** Follow-ups to read, beside something else: they are changed on their own page. `now` is database time, ISO 8601. */
export function FollowUpBrief({ followUps, now }: { followUps: FollowUpRow[]; now: string }) {
  const t = useTranslations('followups');
  const text = useFollowUpText();
  return (
    <ul className="rounded border bg-raised shadow">
      {followUps.map((row) => (
        <li key={row.id} className="grid min-w-0 gap-1 border-b px-4 py-3 text-sm last:border-b-0">
          <p className="[overflow-wrap:anywhere]">{text(row)}</p>
          <p className="flex flex-wrap items-center gap-x-3 text-muted">
            <Link
              href={`/incidents/${row.incident.id}`}
              className="tabular inline-flex whitespace-nowrap items-center text-accent underline touch:min-h-11 touch:min-w-11"
            >
              INC-{row.incident.number}
            </Link>
            <span className="min-w-0 [overflow-wrap:anywhere]">{row.owner?.name ?? t('nobody')}</span>
            {row.dueAt && (
              <span>
                {t('due')} <DueDay at={row.dueAt} />
              </span>
            )}
            {isLate(row.dueAt, now) && <Badge tone="danger">{t('late')}</Badge>}
          </p>
        </li>
      ))}
    </ul>
  );
}
