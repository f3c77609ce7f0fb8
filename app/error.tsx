'use client';

import { useTranslations } from 'next-intl';
import { PageFrame } from '@/components/shell/page-frame';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';

/** Shown in place of a page that failed; the digest finds the cause in the server's log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('problem');
  return (
    <PageFrame title={t('title')} lead={t('text')} narrow>
      {error.digest && <code>{t('number', { digest: error.digest })}</code>}
      <p className="flex flex-wrap gap-2">
        <Button look="primary" onClick={reset}>
          {t('retry')}
        </Button>
        <LinkButton href="/">{t('home')}</LinkButton>
      </p>
    </PageFrame>
  );
}
