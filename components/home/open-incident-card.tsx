import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ClassBadge, DrillBadge } from '@/components/incidents/incident-status';
import { Clock, formatDuration } from '@/components/ui/clock';
import { cx } from '@/components/ui/cx';
import { TONE_TEXT, type Tone } from '@/components/ui/status';
import type { OpenIncident } from '@/lib/domain/views';
import { inPhase, untilDeadline } from './incident-clocks';
import { IncidentSign } from './incident-sign';

const EDGE = { urgent: 'border-l-danger', planned: 'border-l-warn', preventive: 'border-l-edge' } as const;

/** An open incident, big: the whole card leads to its room. `now` is database time in ms. */
export function OpenIncidentCard({
  incident,
  now,
  withService,
}: {
  incident: OpenIncident;
  now: number;
  /** Left out on the page of the service itself. */
  withService: boolean;
}) {
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
          {withService && (
            <span className="min-w-0 text-muted [overflow-wrap:anywhere]">
              {incident.service.name} · {incident.service.environment}
            </span>
          )}
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
        {incident.sign && <IncidentSign sign={incident.sign} now={now} />}
      </div>
      <Figures incident={incident} now={now} />
    </li>
  );
}

function Figures({ incident, now }: { incident: OpenIncident; now: number }) {
  const t = useTranslations('home.card');
  const phaseOf = useTranslations('words.phase');
  const { clock } = incident;
  const spent = inPhase(incident, now);
  const deadline = untilDeadline(incident, now);
  const met = clock.deadlineMetAt !== null && deadline.ms >= 0;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-[minmax(7.5rem,auto)_minmax(7.5rem,auto)_minmax(0,1fr)]">
      <Figure name={phaseOf(incident.phase)} tone={spent.tone}>
        <Clock ms={spent.ms} className="font-semibold text-xl" />{' '}
        {clock.phaseBudgetMs !== null && (
          <span className="whitespace-nowrap">{t('ofBudget', { budget: formatDuration(clock.phaseBudgetMs) })}</span>
        )}
      </Figure>
      <Figure name={t(met ? 'deadlineMet' : 'deadline')} tone={deadline.tone}>
        <Clock ms={Math.abs(deadline.ms)} className="font-semibold text-xl" />{' '}
        {t(met ? 'toSpare' : deadline.ms < 0 ? 'over' : 'left')}
      </Figure>
      <Figure name={t('commander')} tone="neutral" className="max-sm:col-span-2">
        <span className="block truncate text-text leading-7.5" title={incident.commander}>
          {incident.commander}
        </span>
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
