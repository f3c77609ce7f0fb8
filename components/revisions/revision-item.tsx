'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Badge, Status } from '@/components/ui/status';
import { AbsoluteTime } from '@/components/ui/time';
import type { RevisionView } from '@/lib/domain/snapshot';
import { BanControl } from './ban-control';

/** A revision: what it is, who deployed it, what incidents taught about it, and whether it is banned. */
export function RevisionItem({
  revision,
  componentId,
  mayBan,
}: {
  revision: RevisionView;
  componentId: string;
  mayBan: boolean;
}) {
  return (
    <li className="grid min-w-0 gap-x-4 gap-y-1 px-4 py-3 text-sm md:grid-cols-[9rem_minmax(0,1fr)_auto]">
      <code className="truncate pt-1 font-semibold" title={revision.id}>
        {revision.label}
      </code>
      <div className="grid min-w-0 content-start gap-1 pt-1">
        <p className="[overflow-wrap:anywhere]">{revision.summary}</p>
        <p className="text-muted">
          {revision.at && <AbsoluteTime at={revision.at} />}
          {revision.author && <> · {revision.author}</>}
        </p>
        <Deployed revision={revision} />
        <Ban revision={revision} />
      </div>
      <div className="flex flex-wrap items-start gap-2 md:justify-end">
        <Verdict revision={revision} />
        {mayBan && !revision.current && <BanControl componentId={componentId} revision={revision} />}
      </div>
    </li>
  );
}

function Verdict({ revision }: { revision: RevisionView }) {
  const t = useTranslations('revisions');
  return (
    <span className="flex min-h-9 flex-wrap items-center gap-2">
      {revision.current && <Badge tone="running">{t('current')}</Badge>}
      {revision.verifiedGood ? (
        <Status tone="ok" icon="ok">
          {t('good')}
        </Status>
      ) : (
        !revision.doubts.includes('never_seen_stable') && (
          <Status tone="neutral" icon="ok">
            {t('stable')}
          </Status>
        )
      )}
    </span>
  );
}

function Deployed({ revision: { deployed } }: { revision: RevisionView }) {
  const t = useTranslations('revisions');
  if (!deployed) return null;
  return (
    <p className="text-muted">
      {t.rich('deployed', {
        by: deployed.by,
        time: () => <AbsoluteTime at={deployed.at} />,
      })}
      {deployed.url && (
        <>
          {' '}
          <a
            href={deployed.url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-6 items-center text-accent underline touch:min-h-11"
          >
            {t('job')}
            <span className="sr-only"> {t('newTab')}</span>
          </a>
        </>
      )}
    </p>
  );
}

function Ban({ revision: { ban } }: { revision: RevisionView }) {
  const t = useTranslations('revisions');
  const format = useFormatter();
  if (!ban) return null;
  const until = ban.until && format.dateTime(new Date(ban.until), { dateStyle: 'medium' });
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <Badge tone="danger">{until ? t('bannedUntil', { until }) : t('banned')}</Badge>
      <span className="min-w-0 [overflow-wrap:anywhere]">{t('banReason', { reason: ban.reason, by: ban.by })}</span>
    </p>
  );
}
