import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { FollowUpTable } from '@/components/follow-ups/follow-up-table';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { cx } from '@/components/ui/cx';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { FOLLOW_UP_FILTERS, type FollowUpFilter } from '@/lib/domain/views';
import { countFollowUps, followUpQuerySchema, listFollowUps } from '@/lib/incidents/read/follow-ups';
import { databaseNow } from '@/lib/incidents/read/now';
import { listPeople } from '@/lib/incidents/read/people';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('followups'))('title') };
}

export default async function FollowUpsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await pageSession('incident:read', '/follow-ups');
  if (!session) return <Forbidden />;
  const query = followUpQuerySchema.parse(await searchParams);
  const { user } = session;
  const [t, page, counts, people, now] = await Promise.all([
    getTranslations('followups'),
    listFollowUps({ ...query, userId: user.id }),
    countFollowUps(user.id),
    listPeople(),
    databaseNow(),
  ]);
  return (
    <PageFrame title={t('title')} lead={t('lead')}>
      <Filter chosen={query.filter} counts={counts} />
      {page.followUps.length > 0 ? (
        <ClientMessages also={['followups', 'refusal', 'provider']}>
          <FollowUpTable
            key={`${query.filter}${query.cursor ?? ''}`}
            followUps={page.followUps}
            people={people}
            me={{ id: user.id, name: user.name }}
            editable={can(user.role, 'incident:contribute')}
            now={now}
          />
        </ClientMessages>
      ) : (
        <div className="rounded border bg-raised shadow">
          <EmptyState title={t(`empty.${query.filter}.title`)}>{t(`empty.${query.filter}.text`)}</EmptyState>
        </div>
      )}
      {page.nextCursor && (
        <p className="text-right">
          <LinkButton href={`/follow-ups?filter=${query.filter}&cursor=${page.nextCursor}`}>{t('more')}</LinkButton>
        </p>
      )}
    </PageFrame>
  );
}

async function Filter({ chosen, counts }: { chosen: FollowUpFilter; counts: Record<FollowUpFilter, number> }) {
  const t = await getTranslations('followups');
  return (
    <nav aria-label={t('filter')}>
      <ul className="flex gap-1 border-b">
        {FOLLOW_UP_FILTERS.map((filter) => (
          <li key={filter}>
            <Link
              href={filter === 'open' ? '/follow-ups' : `/follow-ups?filter=${filter}`}
              aria-current={filter === chosen ? 'page' : undefined}
              className={cx(
                '-mb-px inline-flex min-h-9 items-center gap-2 border-b-2 px-3 text-sm touch:min-h-11',
                filter === chosen ? 'border-accent font-semibold' : 'border-transparent text-muted hover:text-text',
              )}
            >
              {t(filter)}
              <span className="tabular text-muted">{counts[filter]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
