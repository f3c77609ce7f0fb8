import { getTranslations } from 'next-intl/server';
import { PageFrame } from '@/components/shell/page-frame';
import { LinkButton } from '@/components/ui/link-button';

export default async function IncidentNotFound() {
  const t = await getTranslations('room.notFound');
  return (
    <PageFrame title={t('title')} lead={t('text')} narrow>
      <p>
        <LinkButton href="/incidents">{t('list')}</LinkButton>
      </p>
    </PageFrame>
  );
}
