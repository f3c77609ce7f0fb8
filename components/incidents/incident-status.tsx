import { ListChecks, type LucideIcon, Megaphone, NotebookPen, Search, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, Status } from '@/components/ui/status';
import type { IncidentRow } from '@/lib/domain/views';
import type { Phase } from '@/lib/domain/words';

const PHASE_ICONS: Record<Phase, LucideIcon> = {
  evaluation: Search,
  communication: Megaphone,
  execution: Undo2,
  verification: ListChecks,
  debrief: NotebookPen,
};

/** Where an incident stands: the phase it is in, or how it ended. */
export function IncidentStatus({ incident }: { incident: Pick<IncidentRow, 'status' | 'phase' | 'outcome'> }) {
  const t = useTranslations();
  if (incident.status === 'open') {
    const Icon = PHASE_ICONS[incident.phase];
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-running">
        <Icon aria-hidden className="size-4 shrink-0" />
        <span>{t(`words.phase.${incident.phase}`)}</span>
      </span>
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
