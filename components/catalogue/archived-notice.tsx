'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { AbsoluteTime } from '@/components/ui/time';
import { BringBack } from './archived-list';

interface Props {
  service: { slug: string; name: string };
  /** ISO 8601. */
  at: string;
  mayEdit: boolean;
}

/** On the page of a service that is no longer operated: what that means, and the way back. */
export function ArchivedNotice({ service, at, mayEdit }: Props) {
  const t = useTranslations('services');
  return (
    <Notice tone="warn" title={t('archivedTitle')} actions={mayEdit && <BringBack {...service} />}>
      <p>{t.rich('archivedText', { time: () => <AbsoluteTime at={at} withYear /> })}</p>
      {!mayEdit && <p>{t('archivedAsk')}</p>}
    </Notice>
  );
}
