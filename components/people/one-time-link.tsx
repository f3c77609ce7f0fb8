'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';

/** A sign-in link for one use, shown this once. */
export function OneTimeLink({ url, text }: { url: string; text: string }) {
  const t = useTranslations('people');
  return (
    <Notice tone="ok" title={t('linkOnce')}>
      <div className="grid gap-1">
        <p>{text}</p>
        <div className="flex min-w-0 items-center gap-2">
          <code className="min-w-0 flex-1 [overflow-wrap:anywhere]">{url}</code>
          <CopyButton text={url} />
        </div>
      </div>
    </Notice>
  );
}
