import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LiveSign } from '@/components/home/live-sign';
import { formatDuration } from '@/components/ui/clock';
import { Table, Td, Th } from '@/components/ui/table';
import { AbsoluteTime, RelativeTime } from '@/components/ui/time';
import type { SignedIncident } from '@/lib/domain/views';
import { useDuration } from './duration';
import { ClassBadge, DrillBadge, IncidentStatus } from './incident-status';

interface Props {
  incidents: SignedIncident[];
  /** Database time, ISO 8601: how long the open ones have lasted so far. */
  now: string;
  /** Left out on the page of the service itself. */
  withService?: boolean;
  label: string;
}

/** Incidents as dense rows, and as cards where a row does not fit. */
export function IncidentTable(props: Props) {
  return (
    <div className="min-w-0 rounded border bg-raised shadow">
      <div className="max-md:hidden">
        <Rows {...props} />
      </div>
      <ul aria-label={props.label} className="md:hidden">
        {props.incidents.map((incident) => (
          <IncidentItem key={incident.id} incident={incident} now={props.now} withService={props.withService ?? true} />
        ))}
      </ul>
    </div>
  );
}

function Rows({ incidents, now, withService = true, label }: Props) {
  const t = useTranslations('incidents');
  return (
    <Table label={label} className="[&_tr:last-child>td]:border-b-0">
      <thead>
        <tr>
          <Th>{t('incident')}</Th>
          {withService && <Th>{t('service')}</Th>}
          <Th>{t('class')}</Th>
          <Th>{t('state')}</Th>
          <Th className="text-right">{t('duration')}</Th>
          <Th className="max-lg:hidden">{t('commander')}</Th>
          <Th>{t('declared')}</Th>
        </tr>
      </thead>
      <tbody>
        {incidents.map((incident) => (
          <Row key={incident.id} incident={incident} now={now} withService={withService} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ incident, now, withService }: { incident: SignedIncident; now: string; withService: boolean }) {
  return (
    <tr className="hover:bg-sunken">
      <Td className="w-full max-w-0">
        <span className="flex min-w-0 items-center gap-2">
          <IncidentLink incident={incident} className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]" />
          {incident.drill && <DrillBadge />}
        </span>
        {incident.sign && <LiveSign sign={incident.sign} now={now} />}
      </Td>
      {withService && (
        <Td>
          <Link
            href={`/services/${incident.service.slug}`}
            title={incident.service.name}
            className="block max-w-32 truncate hover:underline"
          >
            {incident.service.name}
          </Link>
        </Td>
      )}
      <Td>
        <span className="flex">
          <ClassBadge value={incident.class} over={incident.status === 'closed'} />
        </span>
      </Td>
      <Td>
        <span className="flex">
          <IncidentStatus incident={incident} />
        </span>
      </Td>
      <Td className="tabular whitespace-nowrap text-right">
        <Lasted incident={incident} now={now} />
      </Td>
      <Td className="max-lg:hidden">
        <span className="block max-w-32 truncate" title={incident.commander}>
          {incident.commander}
        </span>
      </Td>
      <Td className="whitespace-nowrap text-muted">
        <AbsoluteTime at={incident.declaredAt} />
      </Td>
    </tr>
  );
}

function IncidentItem({ incident, now, withService }: { incident: SignedIncident; now: string; withService: boolean }) {
  return (
    <li className="border-b last:border-b-0">
      <Link href={`/incidents/${incident.id}`} className="grid min-h-11 gap-1.5 px-4 py-3 hover:bg-sunken">
        <span className="font-semibold [overflow-wrap:anywhere]">
          <span className="tabular whitespace-nowrap font-normal text-muted">INC-{incident.number}</span>{' '}
          {incident.title}
        </span>
        {incident.sign && <LiveSign sign={incident.sign} now={now} />}
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <IncidentStatus incident={incident} />
          <ClassBadge value={incident.class} over={incident.status === 'closed'} />
          {incident.drill && <DrillBadge />}
          {withService && <span className="min-w-0 text-muted [overflow-wrap:anywhere]">{incident.service.name}</span>}
        </span>
        <span className="text-sm">
          <RelativeTime at={incident.declaredAt} />
        </span>
      </Link>
    </li>
  );
}

function IncidentLink({ incident, className }: { incident: SignedIncident; className?: string }) {
  return (
    <Link
      href={`/incidents/${incident.id}`}
      title={incident.title}
      className={`font-semibold hover:underline ${className ?? ''}`}
    >
      <span className="tabular mr-1 whitespace-nowrap font-normal text-muted">INC-{incident.number}</span>{' '}
      {incident.title}
    </Link>
  );
}

const DAY_MS = 86_400_000;

/** As the clocks of the cards say it; days are counted in words. */
function Lasted({ incident, now }: { incident: SignedIncident; now: string }) {
  const duration = useDuration();
  const ms = Math.max(0, Date.parse(incident.closedAt ?? now) - Date.parse(incident.declaredAt));
  return ms < DAY_MS ? formatDuration(ms) : duration(ms);
}
