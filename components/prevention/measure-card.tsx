import { useTranslations } from 'next-intl';
import type { Reader } from '@/components/readiness/finding-fix';
import { FindingList } from '@/components/readiness/finding-group';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { Status } from '@/components/ui/status';
import type { Measure, MeasureState } from '@/lib/domain/prevention';

const LOOKS = {
  in_place: { tone: 'ok', icon: 'ok' },
  gaps: { tone: 'warn', icon: 'warn' },
  missing: { tone: 'warn', icon: 'alert' },
  not_needed: { tone: 'neutral', icon: 'off' },
  unknown: { tone: 'neutral', icon: 'unknown' },
} as const satisfies Record<MeasureState, object>;

interface Props {
  measure: Measure;
  service: { id: string; slug: string };
  reader: Reader;
}

/** One measure: what it saves, how it stands today and by which findings, and what to do next. */
export function MeasureCard({ measure: { name, state, findings }, service, reader }: Props) {
  const t = useTranslations('prevention');
  const open = state === 'missing' || state === 'gaps';
  return (
    <Card title={t(`name.${name}`)} aside={<Status {...LOOKS[state]}>{t(`state.${state}`)}</Status>} bodyClassName="">
      <div className="grid max-w-3xl gap-2 p-4 text-sm">
        <p>{t(`why.${name}`)}</p>
        {open && <p className="text-muted">{t(`next.${name}`)}</p>}
      </div>
      {findings.length > 0 && (
        <div className="border-t">
          <FindingList findings={findings} service={service} reader={reader} />
        </div>
      )}
      {state === 'missing' && findings.length === 0 && reader.editsCatalogue && (
        <div className="border-t p-4">
          <LinkButton href={`/catalogue/edit/${service.slug}#components`}>{t('addComponent')}</LinkButton>
        </div>
      )}
    </Card>
  );
}
