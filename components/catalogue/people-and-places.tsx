import { ExternalLink, Mail, Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import type { ServiceView } from '@/lib/domain/views';

const TARGET = 'inline-flex min-h-9 min-w-0 items-center gap-1.5 text-accent hover:underline touch:min-h-11';

/** Whom to call, where messages go and what to open: what one looks for at night. */
export function PeopleAndPlaces({ service }: { service: Pick<ServiceView, 'contacts' | 'channels' | 'links'> }) {
  return (
    <div className="grid min-w-0 content-start gap-4">
      <Contacts contacts={service.contacts} />
      <Links links={service.links} />
      <Channels channels={service.channels} />
    </div>
  );
}

function Contacts({ contacts }: Pick<ServiceView, 'contacts'>) {
  const t = useTranslations('services');
  return (
    <Panel title={t('contacts')} none={contacts.length === 0 ? t('contactsNone') : null}>
      {contacts.map(({ role, name, phone, email }) => (
        <li key={`${role} ${name}`} className="min-w-0 border-b px-4 py-3 text-sm last:border-b-0">
          <p className="text-muted [overflow-wrap:anywhere]">{role}</p>
          <p className="font-semibold [overflow-wrap:anywhere]">{name}</p>
          <p className="flex min-w-0 flex-wrap gap-x-4">
            {phone && (
              <a
                href={`tel:${phone.replace(/[^\d+]/g, '')}`}
                aria-label={`${phone}. ${t('call', { name, role })}`}
                className={TARGET}
              >
                <Phone aria-hidden className="size-4 shrink-0" />
                <span className="tabular">{phone}</span>
              </a>
            )}
            {email && (
              <a href={`mailto:${email}`} aria-label={`${email}. ${t('write', { name, role })}`} className={TARGET}>
                <Mail aria-hidden className="size-4 shrink-0" />
                <span className="min-w-0 [overflow-wrap:anywhere]">{email}</span>
              </a>
            )}
          </p>
        </li>
      ))}
    </Panel>
  );
}

function Links({ links }: Pick<ServiceView, 'links'>) {
  const t = useTranslations('services');
  return (
    <Panel title={t('links')} none={links.length === 0 ? t('linksNone') : null}>
      {links.map(({ name, url }) => (
        <li key={`${name} ${url}`} className="min-w-0 border-b px-4 py-1 text-sm last:border-b-0">
          <a href={url} target="_blank" rel="noreferrer" className={TARGET}>
            <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
            <ExternalLink aria-hidden className="size-4 shrink-0" />
            <span className="sr-only">({t('newTab')})</span>
          </a>
        </li>
      ))}
    </Panel>
  );
}

function Channels({ channels }: Pick<ServiceView, 'channels'>) {
  const t = useTranslations('services');
  return (
    <Panel title={t('channels')} none={channels.length === 0 ? t('channelsNone') : null}>
      {channels.map(({ id, kind, label }) => (
        <li key={id} className="flex min-w-0 flex-wrap gap-x-2 border-b px-4 py-2.5 text-sm last:border-b-0">
          <span className="min-w-0 [overflow-wrap:anywhere]">{label}</span>
          <span className="text-muted">{kind}</span>
        </li>
      ))}
    </Panel>
  );
}

function Panel({ title, none, children }: { title: string; none: string | null; children: ReactNode }) {
  return (
    <Card title={title} bodyClassName="">
      {none ? <p className="p-4 text-muted text-sm">{none}</p> : <ul>{children}</ul>}
    </Card>
  );
}
