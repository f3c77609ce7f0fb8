import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import { ClassBadge, DrillBadge } from '@/components/incidents/incident-status';
import { ReviewStatus } from '@/components/postmortem/review-status';
import { Badge } from '@/components/ui/status';
import { AbsoluteTime } from '@/components/ui/time';
import type { LibraryRow as Row } from '@/lib/domain/views';
import { Marked } from './marked';

/** One post-mortem, with why it was found. */
export function LibraryRow({ row }: { row: Row }) {
  const t = useTranslations('library');
  const words = useTranslations('words');
  const duration = useDuration();
  const language = row.locale === null ? {} : { lang: row.locale };
  return (
    <li className="border-b last:border-b-0">
      <Link
        href={`/incidents/${row.incidentId}/post-mortem`}
        prefetch={false}
        className="grid gap-1.5 px-4 py-3 hover:bg-sunken"
      >
        <span className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">
            <span className="tabular whitespace-nowrap font-normal text-muted">INC-{row.number}</span>{' '}
            <span {...language}>
              <Marked text={row.title} />
            </span>
          </span>
          <ReviewStatus value={row.review} />
        </span>
        {row.excerpt.length > 0 && (
          <span {...language} className="max-w-prose text-sm [overflow-wrap:anywhere]">
            <Marked text={row.excerpt} />
          </span>
        )}
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
          <ClassBadge value={row.class} over />
          {row.drill && <DrillBadge />}
          <span className="[overflow-wrap:anywhere]">
            {row.service} · <AbsoluteTime at={row.declaredAt} withYear />
            {row.toRecoverMs !== null && ` · ${t('recovered', { duration: duration(row.toRecoverMs) })}`}
            {row.cause && ` · ${t('cause', { cause: words(`cause.${row.cause}`) })}`}
          </span>
          {row.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      </Link>
    </li>
  );
}
