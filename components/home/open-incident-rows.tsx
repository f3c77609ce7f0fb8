import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ClassBadge, DrillBadge, IncidentStatus } from '@/components/incidents/incident-status';
import { Clock } from '@/components/ui/clock';
import { TONE_TEXT } from '@/components/ui/status';
import type { OpenIncident } from '@/lib/domain/views';
import { inPhase, untilDeadline } from './incident-clocks';
import { IncidentSign } from './incident-sign';

/** Open incidents as lines, where there are too many of them for cards. `now` is database time in ms. */
export function OpenIncidentRows({ incidents, now }: { incidents: OpenIncident[]; now: number }) {
  return (
    <ul className="min-w-0 rounded border bg-raised shadow">
      {incidents.map((incident) => (
        <OpenIncidentRow key={incident.id} incident={incident} now={now} />
      ))}
    </ul>
  );
}

function OpenIncidentRow({ incident, now }: { incident: OpenIncident; now: number }) {
  const t = useTranslations('home.card');
  const spent = inPhase(incident, now);
  const deadline = untilDeadline(incident, now);
  return (
    <li className="relative grid min-w-0 gap-x-4 gap-y-1 border-b px-4 py-2 text-sm last:border-b-0 focus-within:bg-sunken hover:bg-sunken md:grid-cols-[minmax(0,1fr)_17rem_9rem_7rem] md:items-center">
      <span className="flex min-w-0 flex-wrap items-center gap-2 md:flex-nowrap">
        <Link
          href={`/incidents/${incident.id}`}
          title={incident.title}
          className="min-w-0 font-semibold after:absolute after:inset-0 max-md:[overflow-wrap:anywhere] md:truncate"
        >
          <span className="tabular mr-1 whitespace-nowrap font-normal text-muted">INC-{incident.number}</span>{' '}
          {incident.title}
        </Link>
        <ClassBadge value={incident.class} />
        {incident.drill && <DrillBadge />}
      </span>
      {incident.sign ? <IncidentSign sign={incident.sign} now={now} /> : <span className="max-md:hidden" />}
      {/* Side by side on a phone, columns beside the others where there is room. */}
      <span className="flex flex-wrap items-center gap-x-4 md:contents">
        <span className="flex items-center justify-between gap-2">
          <IncidentStatus incident={incident} />
          <Clock ms={spent.ms} className={TONE_TEXT[spent.tone]} />
        </span>
        <span className={`tabular md:text-right ${TONE_TEXT[deadline.tone]}`}>
          <Clock ms={Math.abs(deadline.ms)} />{' '}
          {t(deadline.ms < 0 ? 'over' : incident.clock.deadlineMetAt ? 'toSpare' : 'left')}
        </span>
      </span>
    </li>
  );
}
