import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeclareButton } from '@/components/home/declare-button';
import { IncidentFilters } from '@/components/incidents/incident-filters';
import { IncidentTable } from '@/components/incidents/incident-table';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Pager } from '@/components/shell/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { listServices } from '@/lib/catalogue/read';
import { incidentQuerySchema } from '@/lib/incidents/read/incident-query';
import { countIncidents, listIncidents } from '@/lib/incidents/read/list-incidents';
import { databaseNow } from '@/lib/incidents/read/now';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents'))('title') };
}

export default async function IncidentsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await pageSession('incident:read', '/incidents');
  if (!session) return <Forbidden />;
  const query = incidentQuerySchema.parse(await searchParams);
  const [t, page, count, services, now] = await Promise.all([
    getTranslations('incidents'),
    listIncidents(query),
    countIncidents(query),
    listServices(),
    databaseNow(),
  ]);
  const { cursor, ...filters } = query;
  return (
    <PageFrame
      title={t('title')}
      actions={
        can(session.user.role, 'incident:declare') && (
          <ClientMessages also={['home']}>
            <DeclareButton />
          </ClientMessages>
        )
      }
    >
      <ClientMessages also={['incidents']}>
        {/* The key empties the fields when the filters are cleared by a link. */}
        <IncidentFilters
          key={Object.values(filters).some(Boolean) ? 'narrowed' : 'all'}
          value={filters}
          services={services.map(({ slug, name }) => ({ slug, name }))}
        />
      </ClientMessages>
      <p role="status" className="-mb-2 text-muted text-sm">
        {t('count', { count })}
      </p>
      {page.incidents.length > 0 ? (
        <ClientMessages also={['home']}>
          <IncidentTable incidents={page.incidents} now={now} label={t('table')} />
        </ClientMessages>
      ) : (
        <None narrowed={Object.values(query).some(Boolean)} />
      )}
      <Pager
        path="/incidents"
        query={query}
        nextCursor={page.nextCursor}
        words={{ label: t('pages'), first: t('newest'), next: t('older') }}
      />
    </PageFrame>
  );
}

async function None({ narrowed }: { narrowed: boolean }) {
  const t = await getTranslations('incidents');
  return (
    <div className="rounded border bg-raised shadow">
      {narrowed ? (
        <EmptyState title={t('noneTitle')} actions={<LinkButton href="/incidents">{t('clear')}</LinkButton>}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
      )}
    </div>
  );
}
