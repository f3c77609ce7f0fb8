'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { setArchived } from '@/app/catalogue/actions';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** Takes a service out of the lists, after one more question: nobody can declare anything on it from then on. */
export function ArchiveService({ slug, name, open }: { slug: string; name: string; open: boolean }) {
  const t = useTranslations('editor');
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(open);
  const [busy, start] = useTransition();
  const go = () =>
    start(async () => {
      const answer = await setArchived(slug, true);
      if (answer.ok && answer.data === 'done') return router.push('/services?archived=1');
      setRefused(true);
    });
  return (
    <section aria-labelledby="archive" className="mt-6 grid justify-items-start gap-2 border-t pt-4">
      <h2 id="archive" className="text-base">
        {t('archiveTitle')}
      </h2>
      <p className="max-w-prose text-muted text-sm">{t('archiveLead')}</p>
      {refused && (
        <div role="status">
          <Notice tone="warn">{t('archiveRefused', { name })}</Notice>
        </div>
      )}
      {asking ? (
        <Notice
          tone="warn"
          actions={
            <Button look="danger" busy={busy} onClick={go}>
              {t('archiveSure', { name })}
            </Button>
          }
        >
          {t('archiveAsk')}
        </Notice>
      ) : (
        <Button disabled={refused} onClick={() => setAsking(true)}>
          {t('archive')}
        </Button>
      )}
    </section>
  );
}
