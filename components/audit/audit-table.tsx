import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { AbsoluteTime } from '@/components/ui/time';
import type { AuditEntryView } from '@/lib/domain/views';
import { useActionWords } from './use-action-words';

/** Who did what to what, and when; details are folded away. */
export function AuditTable({ entries }: { entries: AuditEntryView[] }) {
  const t = useTranslations('audit_log');
  const words = useActionWords();
  return (
    <div className="min-w-0 rounded border bg-raised shadow">
      <Table label={t('title')}>
        <thead>
          <tr>
            <Th>{t('when')}</Th>
            <Th>{t('who')}</Th>
            <Th>{t('what')}</Th>
            <Th>{t('subject')}</Th>
            <Th>{t('details')}</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id} className="align-top">
              <Td className="whitespace-nowrap">
                <AbsoluteTime at={entry.at} exact />
              </Td>
              <Td>{entry.actor}</Td>
              <Td>{words(entry.action)}</Td>
              <Td className="min-w-40 [overflow-wrap:anywhere]">{entry.subject}</Td>
              <Td>{Object.keys(entry.data).length > 0 && <Details data={entry.data} />}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Details({ data }: { data: Record<string, unknown> }) {
  const t = useTranslations('audit_log');
  return (
    <details>
      <summary className="inline-flex min-h-9 items-center rounded px-2 text-accent hover:bg-sunken touch:min-h-11">
        {t('show')}
      </summary>
      <pre className="max-w-prose whitespace-pre-wrap rounded bg-sunken p-3 [overflow-wrap:anywhere]">
        {JSON.stringify(data, null, 2)}
      </pre>
    </details>
  );
}
