import { getTranslations } from 'next-intl/server';
import { PageFrame } from '@/components/shell/page-frame';

/** Says the same for a wrong link and an ended one. */
export default async function SharedNotFound() {
  const t = await getTranslations('room.notFound');
  return (
    <PageFrame title={t('sharedTitle')} narrow>
      <p className="max-w-prose text-muted">{t('sharedText')}</p>
    </PageFrame>
  );
}
