import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { YamlImport } from '@/components/catalogue/editor/yaml-import';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { pageSession } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('editor'))('importTitle') };
}

export default async function ImportPage() {
  const session = await pageSession('catalogue:edit', '/catalogue/import');
  if (!session) return <Forbidden />;
  const t = await getTranslations('editor');
  return (
    <PageFrame title={t('importTitle')} lead={t('importLead')} narrow>
      <ClientMessages also={['editor']}>
        <YamlImport />
      </ClientMessages>
    </PageFrame>
  );
}
