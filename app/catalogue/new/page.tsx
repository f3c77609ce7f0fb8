import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ServiceEditor } from '@/components/catalogue/editor/service-editor';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { pageSession } from '@/lib/auth/session';
import { openNewEditor } from '@/lib/catalogue/open-editor';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('editor'))('newTitle') };
}

export default async function NewServicePage() {
  const session = await pageSession('catalogue:edit', '/catalogue/new');
  if (!session) return <Forbidden />;
  const t = await getTranslations('editor');
  const editor = await openNewEditor((await getLocale()) === 'fr' ? 'fr' : 'en');
  return (
    <PageFrame title={t('newTitle')} lead={t('newLead')} narrow>
      <ClientMessages also={['editor']}>
        <ServiceEditor slug={null} {...editor} />
      </ClientMessages>
    </PageFrame>
  );
}
