import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeclareForm } from '@/components/declare/declare-form';
import { NoService } from '@/components/home/first-steps';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageFrame } from '@/components/shell/page-frame';
import { EmptyState } from '@/components/ui/empty-state';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { DEFAULT_SETTINGS } from '@/lib/domain/facts';
import { declareServices } from '@/lib/incidents/read/declare-services';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('declare'))('title') };
}

export default async function DeclarePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { service, drill } = await searchParams;
  const session = await pageSession('incident:read', '/declare');
  const t = await getTranslations('declare');
  if (!session || !can(session.user.role, 'incident:declare')) {
    return (
      <PageFrame title={t('title')} narrow>
        <EmptyState title={t('forbiddenTitle')}>{t('forbiddenText')}</EmptyState>
      </PageFrame>
    );
  }
  const services = await declareServices();
  const asked = services.find(({ id, slug }) => slug === service || id === service);
  const only = services.length === 1 ? services[0] : undefined;
  return (
    <PageFrame title={t('title')} lead={t('lead')} narrow>
      {services.length === 0 ? (
        <NoService mayEdit={can(session.user.role, 'catalogue:edit')} />
      ) : (
        <ClientMessages also={['declare', 'refusal']}>
          <DeclareForm
            services={services}
            preselected={asked ?? only ?? null}
            drill={drill === '1'}
            deadlineMs={DEFAULT_SETTINGS.classDeadlineMs}
          />
        </ClientMessages>
      )}
    </PageFrame>
  );
}
