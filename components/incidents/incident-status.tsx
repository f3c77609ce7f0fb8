import { useTranslations } from 'next-intl';
import { Badge, Status } from '@/components/ui/status';
import type { IncidentRow } from '@/lib/domain/views';

/** Where an incident stands: the phase it is in, or how it ended. */
export function IncidentStatus({ incident }: { incident: Pick<IncidentRow, 'status' | 'phase' | 'outcome'> }) {
  const t = useTranslations();
  if (incident.status === 'open') {
    return (
      <Status tone="running" icon="alert">
        {t(`words.phase.${incident.phase}`)}
      </Status>
    );
  }
  const recovered = incident.outcome === 'recovered' || incident.outcome === 'fixed_forward';
  return (
    <Status tone={recovered ? 'ok' : 'neutral'} icon={recovered ? 'ok' : 'off'}>
      {incident.outcome ? t(`words.outcome.${incident.outcome}`) : t('incidents.status.closedOne')}
    </Status>
  );
}

const CLASS_TONE = { urgent: 'danger', planned: 'warn', preventive: 'neutral' } as const;

/** The class. `over`: the incident is closed, and its class calls for nobody any more. */
export function ClassBadge({ value, over = false }: { value: IncidentRow['class']; over?: boolean }) {
  const t = useTranslations('words.class');
  return <Badge tone={over ? 'neutral' : CLASS_TONE[value]}>{t(value)}</Badge>;
}

/** Marks practice wherever an incident shows, so that nobody takes it for the real thing. */
export function DrillBadge() {
  const t = useTranslations('incidents');
  return <Badge tone="accent">{t('drill')}</Badge>;
}
