import { getTranslations } from 'next-intl/server';
import { PageFrame } from '@/components/shell/page-frame';
import { LinkButton } from '@/components/ui/link-button';

export default async function NotFound() {
  const t = await getTranslations('home.notFound');
  return (
    <PageFrame title={t('title')} lead={t('text')} narrow>
      <p className="flex flex-wrap gap-2">
        <LinkButton href="/" look="primary">
          {t('home')}
        </LinkButton>
        <LinkButton href="/incidents">{t('incidents')}</LinkButton>
      </p>
    </PageFrame>
  );
}
