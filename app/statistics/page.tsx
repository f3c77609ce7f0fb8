import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { CauseChart } from '@/components/statistics/cause-chart';
import { FlapChart, FlappingChecks } from '@/components/statistics/flap-chart';
import { OutcomeChart } from '@/components/statistics/outcome-chart';
import { PhaseChart } from '@/components/statistics/phase-chart';
import { RecoveryChart } from '@/components/statistics/recovery-chart';
import { StatisticsFilters } from '@/components/statistics/statistics-filters';
import { EmptyState } from '@/components/ui/empty-state';
import { pageSession } from '@/lib/auth/session';
import { libraryChoices } from '@/lib/incidents/read/library-choices';
import { readStatistics } from '@/lib/incidents/read/statistics';
import { statisticsQuerySchema } from '@/lib/incidents/read/statistics-query';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statistics'))('title') };
}

export default async function StatisticsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await pageSession('incident:read', '/statistics');
  if (!session) return <Forbidden />;
  const query = statisticsQuerySchema.parse(await searchParams);
  const [t, nav, figures, { services }] = await Promise.all([
    getTranslations('statistics'),
    getTranslations('common.nav'),
    readStatistics(query),
    libraryChoices(),
  ]);
  return (
    <PageFrame
      title={t('title')}
      lead={t('lead', { count: figures.incidents })}
      trail={[{ href: '/post-mortems', label: nav('postmortems') }]}
    >
      <ClientMessages also={['statistics']}>
        <StatisticsFilters period={query.period} service={query.service} services={services} />
      </ClientMessages>
      {figures.incidents === 0 ? (
        <div className="rounded border bg-raised shadow">
          <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
        </div>
      ) : (
        <div className="grid min-w-0 grid-cols-1 gap-6 lg:grid-cols-2">
          <RecoveryChart months={figures.months} />
          <PhaseChart phases={figures.phases} />
          <OutcomeChart outcomes={figures.outcomes} incidents={figures.incidents} by="service" />
          <OutcomeChart outcomes={figures.outcomes} incidents={figures.incidents} by="class" />
          <CauseChart causes={figures.causes} />
          <FlapChart months={figures.months} />
          {figures.flaps.length > 0 && <FlappingChecks flaps={figures.flaps} />}
        </div>
      )}
    </PageFrame>
  );
}
