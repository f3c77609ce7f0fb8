import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RevisionRegistries } from '@/components/revisions/revision-registry';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { serviceTrail } from '@/components/shell/service-trail';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { getService } from '@/lib/catalogue/read';
import { operatedService } from '../operated-service';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [service, t] = await Promise.all([params.then(({ slug }) => getService(slug)), getTranslations('revisions')]);
  return { title: service ? t('titleOf', { service: service.name }) : t('title') };
}

/** What Repli knows of a service's revisions: verified good, banned, deployed by whom and when. */
export default async function RevisionsPage({ params }: Props) {
  const { slug } = await params;
  const session = await pageSession('catalogue:read', `/services/${slug}/revisions`);
  if (!session) return <Forbidden />;
  const [service, t] = await Promise.all([operatedService(slug), getTranslations('revisions')]);
  return (
    <PageFrame title={t('titleOf', { service: service.name })} lead={t('lead')} trail={await serviceTrail(service)}>
      <ClientMessages also={['revisions', 'refusal']}>
        <RevisionRegistries
          components={service.components.map(({ id, name, label }) => ({ id, name, label }))}
          mayBan={can(session.user.role, 'revision:ban')}
        />
      </ClientMessages>
    </PageFrame>
  );
}
