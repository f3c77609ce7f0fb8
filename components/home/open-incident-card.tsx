import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ClassBadge, DrillBadge } from '@/components/incidents/incident-status';
import { Clock, formatDuration } from '@/components/ui/clock';
import { cx } from '@/components/ui/cx';
import { TONE_TEXT, type Tone } from '@/components/ui/status';
import type { OpenIncident } from '@/lib/domain/views';

const EDGE = { urgent: 'border-l-danger', planned: 'border-l-warn', preventive: 'border-l-edge' } as const;

/** An open incident, big: the whole card leads to its room. `now` is database time in ms. */
export function OpenIncidentCard({ incident, now }: { incident: OpenIncident; now: number }) {
  return (
    <li
      className={cx(
        'relative grid min-w-0 grid-rows-[1fr_auto] gap-4 rounded border border-l-4 bg-raised p-4 shadow focus-within:bg-sunken hover:bg-sunken sm:p-5',
        incident.drill ? 'border-l-accent' : EDGE[incident.class],
      )}
    >
      <div className="grid min-w-0 content-start gap-1.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <span className="tabular whitespace-nowrap text-muted">INC-{incident.number}</span>
          <ClassBadge value={incident.class} />
          {incident.drill && <DrillBadge />}
          <span className="min-w-0 text-muted [overflow-wrap:anywhere]">
            {incident.service.name} · {incident.service.environment}
          </span>
        </p>
        <h2 className="flex items-start justify-between gap-3 text-lg">
          <Link
            href={`/incidents/${incident.id}`}
            className="min-w-0 after:absolute after:inset-0 [overflow-wrap:anywhere]"
          >
            {incident.title}
          </Link>
          <ChevronRight aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
        </h2>
      </div>
      <Figures incident={incident} now={now} />
    </li>
  );
}

function Figures({ incident, now }: { incident: OpenIncident; now: number }) {
  const t = useTranslations('home.card');
  const phaseOf = useTranslations('words.phase');
  const { clock } = incident;
  const inPhase = clock.phaseSpentMs + Math.max(0, now - Date.parse(clock.phaseEnteredAt));
  const left = Date.parse(clock.deadlineAt) - (clock.deadlineMetAt ? Date.parse(clock.deadlineMetAt) : now);
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3">
      <Figure name={phaseOf(incident.phase)} tone={phaseTone(inPhase, clock.phaseBudgetMs)}>
        <Clock ms={inPhase} className="font-semibold text-xl" />{' '}
        <span className="whitespace-nowrap">
          {clock.phaseBudgetMs === null
            ? t('noBudget')
            : t('ofBudget', { budget: formatDuration(clock.phaseBudgetMs) })}
        </span>
      </Figure>
      <Figure name={t('deadline')} tone={clock.deadlineMetAt ? 'neutral' : deadlineTone(left, incident)}>
        <Clock ms={Math.abs(left)} className="font-semibold text-xl" />{' '}
        {t(left < 0 ? 'over' : clock.deadlineMetAt ? 'spare' : 'left')}
      </Figure>
      <Figure name={t('commander')} tone="neutral" className="max-sm:col-span-2">
        <span className="text-base text-text [overflow-wrap:anywhere]">{incident.commander}</span>
      </Figure>
    </dl>
  );
}

function Figure({
  name,
  tone,
  className,
  children,
}: {
  name: string;
  tone: Tone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cx('min-w-0', className)}>
      <dt className="text-muted">{name}</dt>
      <dd className={tone === 'neutral' ? 'text-text' : TONE_TEXT[tone]}>{children}</dd>
    </div>
  );
}

/** Over its budget a phase turns to warn, past one and a half of it to danger. */
function phaseTone(spentMs: number, budgetMs: number | null): Tone {
  if (budgetMs === null || spentMs <= budgetMs) return 'neutral';
  return spentMs > budgetMs * 1.5 ? 'danger' : 'warn';
}

/** The last fifth of the time that the class gives is a warning. */
function deadlineTone(leftMs: number, { declaredAt, clock }: OpenIncident): Tone {
  if (leftMs < 0) return 'danger';
  return leftMs < (Date.parse(clock.deadlineAt) - Date.parse(declaredAt)) / 5 ? 'warn' : 'neutral';
}
