import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { Badge } from '@/components/ui/status';
import type { ServiceView } from '@/lib/domain/views';

/** What proves that the service works: asked, expected, and how long it must hold. */
export function CheckList({ checks, stability }: Pick<ServiceView, 'checks' | 'stability'>) {
  const t = useTranslations('services');
  const duration = useDuration();
  return (
    <Card title={t('checks')} bodyClassName="">
      {checks.length === 0 ? (
        <EmptyState title={t('checksNone')} />
      ) : (
        <>
          <ul>
            {checks.map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </ul>
          <p className="px-4 py-3 text-muted text-sm">
            {t('stability', { window: duration(stability.windowMs), interval: duration(stability.intervalMs) })}
          </p>
        </>
      )}
    </Card>
  );
}

function Check({ check }: { check: ServiceView['checks'][number] }) {
  const t = useTranslations('services');
  const common = useTranslations('common');
  return (
    <li className="grid min-w-0 gap-1 border-b px-4 py-3 text-sm">
      <div className="flex min-w-0 items-center justify-between gap-2">
        <h3 className="min-w-0 [overflow-wrap:anywhere]">{check.name}</h3>
        <Badge tone={check.required ? 'accent' : 'neutral'}>{t(check.required ? 'required' : 'optional')}</Badge>
      </div>
      <p className="text-muted [overflow-wrap:anywhere]">
        {common('labelled', { label: t('expected'), value: check.expected })}
      </p>
      {check.manual ? (
        <p className="[overflow-wrap:anywhere]">{common('labelled', { label: t('manual'), value: check.command })}</p>
      ) : (
        <div className="flex min-w-0 items-start justify-between gap-2 rounded border bg-sunken py-0.5 pr-1 pl-3">
          <code className="min-w-0 py-2 [overflow-wrap:anywhere]">{check.command}</code>
          <CopyButton text={check.command} label={t('copyCommand', { name: check.name })} compact />
        </div>
      )}
    </li>
  );
}
