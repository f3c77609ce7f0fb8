import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import type { Measure } from '@/lib/domain/prevention';

/** Measures with nothing to protect in this service: named, and explained to whoever asks. */
export function NotNeeded({ measures }: { measures: Measure[] }) {
  const t = useTranslations('prevention');
  return (
    <Card title={t('state.not_needed')} bodyClassName="px-4 py-1.5">
      {measures.map(({ name }) => (
        <Disclosure key={name} summary={t(`name.${name}`)}>
          <p className="max-w-3xl text-muted text-sm">{t(`why.${name}`)}</p>
        </Disclosure>
      ))}
    </Card>
  );
}
