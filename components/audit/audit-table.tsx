import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { Table, Td, Th } from '@/components/ui/table';
import { AbsoluteTime } from '@/components/ui/time';
import type { AuditEntryView } from '@/lib/domain/views';
import { useActionWords } from './use-action-words';

const CELL = 'max-md:h-auto max-md:border-0 max-md:p-0 max-md:touch:h-auto';

/** Who did what to what, and when; details are folded away. On a phone what was done comes first. */
export function AuditTable({ entries }: { entries: AuditEntryView[] }) {
  const t = useTranslations('audit_log');
  const words = useActionWords();
  return (
    <div className="min-w-0 rounded border bg-raised shadow">
      <Table label={t('title')} className="max-md:block">
        <thead className="max-md:sr-only">
          <tr>
            <Th>{t('when')}</Th>
            <Th>{t('who')}</Th>
            <Th>{t('what')}</Th>
            <Th>{t('subject')}</Th>
            <Th>{t('details')}</Th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {entries.map((entry) => (
            <tr
              key={entry.id}
              className="align-top max-md:flex max-md:flex-col max-md:border-b max-md:px-3 max-md:py-2"
            >
              <Td className={cx(CELL, 'whitespace-nowrap max-md:text-muted')}>
                <AbsoluteTime at={entry.at} exact />
              </Td>
              <Td className={cx(CELL, 'max-md:text-muted')}>{entry.actor}</Td>
              <Td className={cx(CELL, 'max-md:-order-2 max-md:font-semibold')}>{words(entry.action)}</Td>
              <Td className={cx(CELL, 'min-w-40 max-md:-order-1 [overflow-wrap:anywhere]')}>{entry.subject}</Td>
              <Td className={cx(CELL, 'max-md:empty:hidden')}>
                {Object.keys(entry.data).length > 0 && <Details data={entry.data} />}
              </Td>
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
      <summary className="inline-flex min-h-9 items-center -mx-2 rounded px-2 text-accent hover:bg-sunken touch:min-h-11">
        {t('show')}
      </summary>
      <pre className="max-w-prose whitespace-pre-wrap rounded bg-sunken p-3 [overflow-wrap:anywhere]">
        {JSON.stringify(data, null, 2)}
      </pre>
    </details>
  );
}
