'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/status';
import type { RevisionView } from '@/lib/domain/snapshot';
import { useIncident } from '../room-context';

/** What is known about a revision: running now, verified good, doubted. */
export function RevisionMarks({
  revision,
  componentId,
  suggested,
}: {
  revision: RevisionView;
  componentId: string;
  suggested: boolean;
}) {
  const mark = useMark(componentId);
  const t = useTranslations('room.target');
  const doubts = useTranslations('words.doubt');
  return (
    <span className="inline-flex flex-wrap gap-1">
      {revision.current && <Badge tone="running">{t('current')}</Badge>}
      {suggested && <Badge tone="accent">{t('suggested')}</Badge>}
      {revision.verifiedGood && <Badge tone="ok">{t('verifiedGood')}</Badge>}
      {!revision.current &&
        revision.doubts.map((doubt) => (
          <Badge key={doubt} tone={doubt === 'banned' || doubt === 'failed_in_incident' ? 'danger' : 'warn'}>
            {doubts(doubt)}
          </Badge>
        ))}
      {revision.marks.map((code) => (
        <Badge key={code}>{mark(code)}</Badge>
      ))}
    </span>
  );
}

/** A provider's mark, such as `merge` or `tag:v1.4.2`, in the reader's language. */
function useMark(componentId: string): (code: string) => string {
  const t = useTranslations('provider');
  const provider = useIncident().service.components.find(({ id }) => id === componentId)?.provider;
  return (code) => {
    const [kind, ...name] = code.split(':');
    const key = `${provider}.mark.${kind}`;
    return t.has(key) ? t(key, { name: name.join(':') }) : code;
  };
}
