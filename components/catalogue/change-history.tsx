import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { DiffView } from '@/components/ui/diff-view';
import { Disclosure } from '@/components/ui/disclosure';
import { AbsoluteTime } from '@/components/ui/time';

interface Props {
  changes: { id: string; at: string; by: string; changes: string[]; diff: string }[];
}

/** Who changed what of the service's settings and when, newest first. */
export function ChangeHistory({ changes }: Props) {
  const t = useTranslations('editor');
  return (
    <Card title={t('history')} bodyClassName="">
      {changes.length === 0 ? (
        <p className="p-4 text-muted text-sm">{t('historyNone')}</p>
      ) : (
        <ol>
          {changes.map(({ id, at, by, changes: lines, diff }) => (
            <li key={id} className="grid min-w-0 gap-1 border-b px-4 py-3 text-sm last:border-b-0">
              <p className="text-muted">
                <AbsoluteTime at={at} /> · {by}
              </p>
              <ul className="list-disc pl-4 [overflow-wrap:anywhere]">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              {diff && (
                <Disclosure summary={t('historyDiff')} lazy>
                  <DiffView diff={diff} label={t('historyDiff')} />
                </Disclosure>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
