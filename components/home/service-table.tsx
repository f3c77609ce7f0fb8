import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { VerdictStatus } from '@/components/readiness/verdict-status';
import { Badge } from '@/components/ui/status';
import { Table, Td, Th } from '@/components/ui/table';
import { AbsoluteTime } from '@/components/ui/time';
import type { HomeService } from '@/lib/domain/views';
import { shortRevision } from './short-revision';

/** Services with what they run, as far as anyone saw, and their last incident. Cards where a row does not fit. */
export function ServiceTable({ services }: { services: HomeService[] }) {
  const t = useTranslations('home.services');
  return (
    <div className="min-w-0 rounded border bg-raised shadow">
      <Table label={t('title')} className="max-md:hidden [&_tr:last-child>td]:border-b-0">
        <thead>
          <tr>
            <Th>{t('service')}</Th>
            <Th>{t('running')}</Th>
            <Th>{t('readiness')}</Th>
            <Th>{t('lastIncident')}</Th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <tr key={service.id} className="hover:bg-sunken">
              <Td className="w-1/3 max-w-0">
                <ServiceName service={service} />
              </Td>
              <Td className="max-w-60">
                <Running service={service} />
              </Td>
              <Td>
                <Readiness service={service} />
              </Td>
              <Td className="w-1/3 max-w-0">
                <LastIncident service={service} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <ul aria-label={t('title')} className="md:hidden">
        {services.map((service) => (
          <ServiceItem key={service.id} service={service} />
        ))}
      </ul>
    </div>
  );
}

/** On a phone the whole card leads to the service; its last incident is read there. */
function ServiceItem({ service }: { service: HomeService }) {
  const t = useTranslations('home.services');
  const common = useTranslations('common');
  const last = service.lastIncident;
  return (
    <li className="relative grid gap-1 border-b px-4 py-3 text-sm last:border-b-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={`/services/${service.slug}`}
          className="min-w-0 font-semibold after:absolute after:inset-0 [overflow-wrap:anywhere]"
        >
          {service.name}
        </Link>
        <span className="text-muted">{service.environment}</span>
        <OpenNow service={service} label={t('openNow', { count: service.openIncidents })} />
      </p>
      <Running service={service} />
      <Readiness service={service} />
      <p className="text-muted [overflow-wrap:anywhere]">
        {common('labelled', {
          label: t('lastIncident'),
          value: last ? `INC-${last.number} ${last.title}` : t('never'),
        })}
      </p>
    </li>
  );
}

/** What is open on a service now: `label` says the incidents, and practice stands apart, as it alarms nobody. */
export function OpenNow({ service, label }: { service: HomeService; label: string }) {
  const t = useTranslations('home.services');
  return (
    <>
      {service.openIncidents > 0 && <Badge tone="danger">{label}</Badge>}
      {service.openDrills > 0 && <Badge tone="accent">{t('openDrills', { count: service.openDrills })}</Badge>}
    </>
  );
}

function ServiceName({ service }: { service: HomeService }) {
  const t = useTranslations('home.services');
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link
        href={`/services/${service.slug}`}
        title={service.name}
        className="min-w-0 truncate font-semibold hover:underline"
      >
        {service.name}
      </Link>
      <span className="shrink-0 text-muted">{service.environment}</span>
      <OpenNow service={service} label={t('openNow', { count: service.openIncidents })} />
    </span>
  );
}

const SHOWN = 2;

export function Running({ service }: { service: HomeService }) {
  const t = useTranslations('home.services');
  const shown = service.components.slice(0, SHOWN);
  const more = service.components.length - shown.length;
  return (
    <ul className="grid gap-0.5">
      {shown.map(({ id, name, current }) => (
        <li key={id} className="flex min-w-0 items-baseline gap-2">
          <span className="max-w-1/2 shrink-0 truncate">{name}</span>
          {current ? (
            <code className="truncate" title={current.revisionId}>
              {shortRevision(current.revisionId)}
            </code>
          ) : (
            <span className="shrink-0 text-muted">{t('notSeen')}</span>
          )}
        </li>
      ))}
      {more > 0 && <li className="text-muted">{t('more', { count: more })}</li>}
    </ul>
  );
}

export function Readiness({ service: { slug, readiness } }: { service: HomeService }) {
  return (
    <Link href={`/services/${slug}/readiness`} className="relative inline-flex min-h-6 hover:underline touch:min-h-11">
      <VerdictStatus verdict={readiness?.verdict ?? null} />
    </Link>
  );
}

function LastIncident({ service: { lastIncident } }: { service: HomeService }) {
  const t = useTranslations('home.services');
  if (!lastIncident) return <span className="text-muted">{t('never')}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <Link
        href={`/incidents/${lastIncident.id}`}
        title={lastIncident.title}
        className="min-w-0 truncate hover:underline"
      >
        <span className="tabular mr-1 whitespace-nowrap text-muted">INC-{lastIncident.number}</span>{' '}
        {lastIncident.title}
      </Link>
      <AbsoluteTime at={lastIncident.declaredAt} className="shrink-0 text-muted max-lg:hidden" />
    </span>
  );
}
