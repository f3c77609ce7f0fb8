import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from './page-frame';

/** A page that the reader's role may not see. */
export function Forbidden() {
  const t = useTranslations('home.forbidden');
  return (
    <PageFrame title={t('title')} narrow>
      <EmptyState title={t('text')} />
    </PageFrame>
  );
}
