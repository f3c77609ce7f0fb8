import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LibraryFilters } from '@/components/library/library-filters';
import { LibraryRow } from '@/components/library/library-row';
import { ResultList } from '@/components/library/result-list';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Pager } from '@/components/shell/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { listLibrary } from '@/lib/incidents/read/library';
import { libraryChoices } from '@/lib/incidents/read/library-choices';
import { libraryQuerySchema } from '@/lib/incidents/read/library-query';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('library'))('title') };
}

export default async function LibraryPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await pageSession('incident:read', '/post-mortems');
  if (!session) return <Forbidden />;
  const query = libraryQuerySchema.parse(await searchParams);
  const [t, page, choices] = await Promise.all([getTranslations('library'), listLibrary(query), libraryChoices()]);
  const { cursor: _cursor, ...filters } = query;
  return (
    <PageFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <LinkButton href="/statistics">{t('statisticsLink')}</LinkButton>
          {can(session.user.role, 'postmortem:review') && (
            <LinkButton href="/post-mortems/templates">{t('templatesLink')}</LinkButton>
          )}
        </>
      }
    >
      <ClientMessages also={['library']}>
        {/* The key empties the fields when the filters are cleared by a link. */}
        <LibraryFilters
          key={Object.values(filters).some(Boolean) ? 'narrowed' : 'all'}
          value={filters}
          services={choices.services}
          tags={choices.tags}
        />
      </ClientMessages>
      <p role="status" className="sr-only">
        {t('shown', { count: page.rows.length })}
      </p>
      {page.rows.length > 0 ? (
        <ResultList label={t('list')}>
          {page.rows.map((row) => (
            <LibraryRow key={row.incidentId} row={row} />
          ))}
        </ResultList>
      ) : (
        <None narrowed={Object.values(query).some(Boolean)} />
      )}
      <Pager
        path="/post-mortems"
        query={query}
        nextCursor={page.nextCursor}
        words={{ label: t('pages'), first: t('first'), next: t('next') }}
      />
    </PageFrame>
  );
}

async function None({ narrowed }: { narrowed: boolean }) {
  const t = await getTranslations('library');
  return (
    <div className="rounded border bg-raised shadow">
      {narrowed ? (
        <EmptyState title={t('noneTitle')}>{t('noneText')}</EmptyState>
      ) : (
        <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
      )}
    </div>
  );
}
