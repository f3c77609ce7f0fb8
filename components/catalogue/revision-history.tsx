import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { RevisionView } from '@/lib/domain/snapshot';

const SHOWN = 10;

/** The last revisions, newest first, folded away: the room is where one of them is chosen. */
export function RevisionHistory({ revisions }: { revisions: RevisionView[] }) {
  const t = useTranslations('services');
  return (
    <details className="group min-w-0 max-w-full text-sm open:w-full">
      <summary className="inline-flex min-h-9 items-center rounded px-2 text-accent hover:bg-sunken touch:min-h-11">
        {t('history')}
      </summary>
      <ol className="grid gap-2 pt-2">
        {revisions.slice(0, SHOWN).map((revision) => (
          <li key={revision.id} className="grid min-w-0 gap-x-3 sm:grid-cols-[9rem_minmax(0,1fr)_auto]">
            <code className="truncate" title={revision.id}>
              {revision.label}
            </code>
            <span className="min-w-0 truncate" title={revision.summary}>
              {revision.summary}
            </span>
            <Mark revision={revision} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Mark({ revision }: { revision: RevisionView }) {
  const t = useTranslations('services');
  if (revision.current) {
    return (
      <Status tone="running" icon="play">
        {t('revisionCurrent')}
      </Status>
    );
  }
  return revision.verifiedGood ? (
    <Status tone="ok" icon="ok">
      {t('revisionGood')}
    </Status>
  ) : (
    <Status tone="neutral" icon="unknown">
      {t('revisionDoubtful')}
    </Status>
  );
}
