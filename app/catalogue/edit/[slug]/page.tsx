import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ChangeHistory } from '@/components/catalogue/change-history';
import { ArchiveService } from '@/components/catalogue/editor/archive-service';
import { ServiceEditor } from '@/components/catalogue/editor/service-editor';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { pageSession } from '@/lib/auth/session';
import { serviceHistory } from '@/lib/catalogue/history';
import { openEditor } from '@/lib/catalogue/open-editor';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations('editor'))('editTitle', { name: (await params).slug }) };
}

export default async function EditServicePage({ params }: Props) {
  const { slug } = await params;
  const session = await pageSession('catalogue:edit', `/catalogue/edit/${slug}`);
  if (!session) return <Forbidden />;
  const locale = (await getLocale()) === 'fr' ? 'fr' : 'en';
  const editor = await openEditor(slug, locale);
  if (!editor) notFound();
  const t = await getTranslations('editor');
  return (
    <PageFrame title={t('editTitle', { name: String(editor.draft.service.name) })} lead={t('editLead')} narrow>
      <ClientMessages also={['editor']}>
        <ServiceEditor slug={slug} {...editor} />
        <ArchiveService slug={slug} name={String(editor.draft.service.name)} open={editor.open.length} />
      </ClientMessages>
      <ChangeHistory changes={await serviceHistory(slug, locale)} />
    </PageFrame>
  );
}
