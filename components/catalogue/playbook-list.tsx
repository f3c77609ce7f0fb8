import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { ServiceView } from '@/lib/domain/views';

/** Which components go back together, in which order, and how long that takes. */
export function PlaybookList({ playbooks }: Pick<ServiceView, 'playbooks'>) {
  const t = useTranslations('services');
  return (
    <Card title={t('playbooks')} bodyClassName="">
      {playbooks.length === 0 ? (
        <EmptyState title={t('playbooksNone')} />
      ) : (
        <ul>
          {playbooks.map((playbook) => (
            <li key={playbook.name} className="grid min-w-0 gap-1 border-b px-4 py-3 text-sm last:border-b-0">
              <div className="flex items-baseline justify-between gap-3">
                <h3 className="min-w-0 [overflow-wrap:anywhere]">{playbook.name}</h3>
                <span className="tabular shrink-0 text-muted">{t('expect', { minutes: playbook.expectMinutes })}</span>
              </div>
              {playbook.when && <p className="text-muted [overflow-wrap:anywhere]">{playbook.when}</p>}
              <ol aria-label={t('steps')} className="flex flex-wrap gap-x-4 gap-y-1">
                {playbook.waves.map((wave, index) => (
                  <li key={wave.join('\0')} className="min-w-0 [overflow-wrap:anywhere]">
                    <span className="tabular text-muted">{index + 1}.</span> {wave.join(' + ')}
                    {wave.length > 1 && <span className="text-muted"> ({t('together')})</span>}
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
