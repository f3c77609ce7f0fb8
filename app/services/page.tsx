import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ServiceList } from '@/components/catalogue/service-list';
import { NoService } from '@/components/home/first-steps';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { LinkButton } from '@/components/ui/link-button';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { homeServices } from '@/lib/incidents/read/home-services';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('services'))('title') };
}

export default async function ServicesPage() {
  const session = await pageSession('catalogue:read', '/services');
  if (!session) return <Forbidden />;
  const [t, services] = await Promise.all([getTranslations('services'), homeServices()]);
  return (
    <PageFrame title={t('title')} lead={t('lead')} actions={can(session.user.role, 'catalogue:edit') && <Editing />}>
      {services.length === 0 ? (
        <NoService mayEdit={can(session.user.role, 'catalogue:edit')} />
      ) : (
        <ClientMessages also={['services']}>
          <ServiceList services={services} />
        </ClientMessages>
      )}
    </PageFrame>
  );
}

async function Editing() {
  const t = await getTranslations('editor');
  return (
    <>
      <LinkButton href="/catalogue/new">{t('new')}</LinkButton>
      <LinkButton href="/catalogue/import">{t('import')}</LinkButton>
      <LinkButton href="/catalogue/credentials">{t('credentials')}</LinkButton>
      <LinkButton href="/catalogue/export" prefetch={false}>
        {t('export')}
      </LinkButton>
    </>
  );
}
