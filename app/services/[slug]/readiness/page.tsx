import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { blockersFirst } from '@/components/readiness/blockers-first';
import type { Reader } from '@/components/readiness/finding-fix';
import { FindingGroup } from '@/components/readiness/finding-group';
import { ReadinessHead } from '@/components/readiness/readiness-head';
import { ReadinessHistory } from '@/components/readiness/readiness-history';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { serviceTrail } from '@/components/shell/service-trail';
import { can, type Role } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { getService } from '@/lib/catalogue/read';
import { readReadiness, readReadinessDays } from '@/lib/readiness/read';
import { operatedService } from '../operated-service';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [service, t] = await Promise.all([params.then(({ slug }) => getService(slug)), getTranslations('readiness')]);
  return { title: service ? t('titleOf', { service: service.name }) : t('title') };
}

/** Would a rollback of this service work right now? What the last look found, and the way to put each thing right. */
export default async function ReadinessPage({ params }: Props) {
  const { slug } = await params;
  const session = await pageSession('catalogue:read', `/services/${slug}/readiness`);
  if (!session) return <Forbidden />;
  const [service, t] = await Promise.all([operatedService(slug), getTranslations('readiness')]);
  const [readiness, days] = await Promise.all([readReadiness(service.id), readReadinessDays(service.id)]);
  const reader = readerOf(session.user.role);
  const shown = { id: service.id, slug: service.slug };
  return (
    <PageFrame title={t('titleOf', { service: service.name })} lead={t('lead')} trail={await serviceTrail(service)}>
      <ClientMessages also={['readiness']}>
        <div className="grid min-w-0 grid-cols-1 gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)]">
          <div className="grid min-w-0 content-start gap-6">
            <ReadinessHead
              serviceId={service.id}
              readiness={readiness}
              mayLook={can(session.user.role, 'readiness:look')}
              reader={reader}
            />
            {blockersFirst(readiness?.findings ?? []).map((group) => {
              const findings = readiness?.findings.filter((finding) => finding.group === group) ?? [];
              return (
                findings.length > 0 && (
                  <FindingGroup key={group} group={group} findings={findings} service={shown} reader={reader} />
                )
              );
            })}
          </div>
          <div className="grid min-w-0 content-start gap-6">
            <ReadinessHistory days={days} />
          </div>
        </div>
      </ClientMessages>
    </PageFrame>
  );
}

const readerOf = (role: Role): Reader => ({
  editsCatalogue: can(role, 'catalogue:edit'),
  declares: can(role, 'incident:declare'),
  sendsMessages: can(role, 'incident:command'),
});
