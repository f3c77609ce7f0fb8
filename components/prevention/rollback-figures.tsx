import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import { Card } from '@/components/ui/card';
import type { RollbackFigures as Figures } from '@/lib/domain/prevention';

/** What rollbacks of the service cost lately: the measure of what prevention is worth. */
export function RollbackFigures({ figures: { rollbacks, medianMs, withData } }: { figures: Figures }) {
  const t = useTranslations('prevention');
  const duration = useDuration();
  return (
    <Card title={t('lately')} bodyClassName="grid gap-2 p-4 text-sm">
      <p>{t('rollbacks', { count: rollbacks })}</p>
      {medianMs !== null && <p>{t('median', { duration: duration(medianMs) })}</p>}
      {rollbacks > 0 && <p>{t('withData', { count: withData })}</p>}
    </Card>
  );
}
