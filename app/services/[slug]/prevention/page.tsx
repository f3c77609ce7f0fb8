import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MeasureCard } from '@/components/prevention/measure-card';
import { NotNeeded } from '@/components/prevention/not-needed';
import { RollbackFigures } from '@/components/prevention/rollback-figures';
import { WhoElse } from '@/components/readiness/finding-fix';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { serviceTrail } from '@/components/shell/service-trail';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { RelativeTime } from '@/components/ui/time';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { getService } from '@/lib/catalogue/read';
import { readPrevention } from '@/lib/readiness/prevention';
import { operatedService } from '../operated-service';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [service, t] = await Promise.all([params.then(({ slug }) => getService(slug)), getTranslations('prevention')]);
  return { title: service ? t('titleOf', { service: service.name }) : t('title') };
}

/** What would make rollbacks of this service rarer and quicker, beside what is in place today. */
export default async function PreventionPage({ params }: Props) {
  const { slug } = await params;
  const session = await pageSession('catalogue:read', `/services/${slug}/prevention`);
  if (!session) return <Forbidden />;
  const [service, t] = await Promise.all([operatedService(slug), getTranslations('prevention')]);
  const { measures, at, figures } = await readPrevention(service);
  const idle = measures.filter(({ state }) => state === 'not_needed');
  const wanted = measures.filter((measure) => !idle.includes(measure));
  const { role } = session.user;
  const reader = {
    editsCatalogue: can(role, 'catalogue:edit'),
    declares: can(role, 'incident:declare'),
    sendsMessages: can(role, 'incident:command'),
  };
  return (
    <PageFrame title={t('titleOf', { service: service.name })} lead={t('lead')} trail={await serviceTrail(service)}>
      <ClientMessages also={['readiness', 'prevention']}>
        <div className="grid min-w-0 grid-cols-1 gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)]">
          <div className="grid min-w-0 content-start gap-6">
            {wanted.map((measure) => (
              <MeasureCard
                key={measure.name}
                measure={measure}
                service={{ id: service.id, slug: service.slug }}
                reader={reader}
              />
            ))}
            {idle.length > 0 && <NotNeeded measures={idle} />}
          </div>
          <div className="grid min-w-0 content-start gap-6">
            <RollbackFigures figures={figures} />
            <Card title={t('source')} bodyClassName="grid justify-items-start gap-3 p-4 text-sm">
              <p>{at === null ? t('never') : t.rich('looked', { time: () => <RelativeTime at={at} /> })}</p>
              <WhoElse findings={measures.flatMap(({ findings }) => findings)} reader={reader} />
              <LinkButton href={`/services/${slug}/readiness`}>{t('readiness')}</LinkButton>
            </Card>
          </div>
        </div>
      </ClientMessages>
    </PageFrame>
  );
}
