'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OpenNow, Readiness, Running } from '@/components/home/service-table';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { TextField } from '@/components/ui/field';
import type { HomeService } from '@/lib/domain/views';

/** Below this many there is nothing to search. */
const SEARCH_FROM = 8;

const matches = (service: HomeService, query: string): boolean =>
  `${service.name} ${service.environment} ${service.owner} ${service.slug}`
    .toLocaleLowerCase()
    .includes(query.trim().toLocaleLowerCase());

/** All services, narrowed as one types. */
export function ServiceList({ services }: { services: HomeService[] }) {
  const t = useTranslations('services');
  const [query, setQuery] = useState('');
  const found = services.filter((service) => matches(service, query));
  return (
    <div className="grid min-w-0 gap-4">
      {services.length >= SEARCH_FROM && (
        <TextField
          type="search"
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="max-w-md"
        />
      )}
      {found.length === 0 ? (
        <EmptyState
          title={t('none', { query })}
          actions={<Button onClick={() => setQuery('')}>{t('searchClear')}</Button>}
        />
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {found.map((service) => (
            <ServiceCard key={service.id} service={service} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ServiceCard({ service }: { service: HomeService }) {
  const t = useTranslations('services');
  return (
    <li className="relative grid min-w-0 content-start gap-2 rounded border bg-raised p-4 text-sm shadow focus-within:bg-sunken hover:bg-sunken">
      <h2 className="flex min-w-0 items-baseline justify-between gap-2 text-base">
        <Link
          href={`/services/${service.slug}`}
          className="min-w-0 after:absolute after:inset-0 [overflow-wrap:anywhere]"
        >
          {service.name}
        </Link>
        <span className="flex flex-wrap justify-end gap-1">
          <OpenNow service={service} label={t('openNow', { count: service.openIncidents })} />
        </span>
      </h2>
      <p className="text-muted [overflow-wrap:anywhere]">
        {service.environment} · {service.owner}
      </p>
      <Running service={service} />
      <p>
        <Readiness service={service} />
      </p>
    </li>
  );
}
