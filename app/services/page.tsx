import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ArchivedList } from '@/components/catalogue/archived-list';
import { ServiceList } from '@/components/catalogue/service-list';
import { NoService } from '@/components/home/first-steps';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { LinkButton } from '@/components/ui/link-button';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { listArchived } from '@/lib/catalogue/archive';
import { homeServices } from '@/lib/incidents/read/home-services';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('services'))('title') };
}

interface Props {
  searchParams: Promise<{ archived?: string | string[] }>;
}

export default async function ServicesPage({ searchParams }: Props) {
  const session = await pageSession('catalogue:read', '/services');
  if (!session) return <Forbidden />;
  const [t, services, archived, { archived: asked }] = await Promise.all([
    getTranslations('services'),
    homeServices(),
    listArchived(),
    searchParams,
  ]);
  const mayEdit = can(session.user.role, 'catalogue:edit');
  const showsArchived = asked === '1';
  return (
    <PageFrame title={t('title')} lead={t('lead')} actions={mayEdit && <Editing />}>
      {archived.length > 0 && (
        <nav aria-label={t('filter')} className="flex flex-wrap gap-2">
          <Filter href="/services" current={!showsArchived}>
            {t('operated', { count: services.length })}
          </Filter>
          <Filter href="/services?archived=1" current={showsArchived}>
            {t('archived', { count: archived.length })}
          </Filter>
        </nav>
      )}
      <ClientMessages also={['services', 'home']}>
        {showsArchived && archived.length > 0 ? (
          <ArchivedList services={archived} mayEdit={mayEdit} />
        ) : services.length === 0 ? (
          <NoService mayEdit={mayEdit} />
        ) : (
          <ServiceList services={services} />
        )}
      </ClientMessages>
    </PageFrame>
  );
}

function Filter({ href, current, children }: { href: string; current: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className="inline-flex min-h-9 items-center rounded border px-3 text-sm hover:bg-sunken aria-[current]:bg-sunken aria-[current]:font-semibold touch:min-h-11"
    >
      {children}
    </Link>
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
