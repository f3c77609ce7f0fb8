'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { setArchived } from '@/app/catalogue/actions';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** Takes a service out of the lists, after one more question: nobody can declare anything on it from then on. */
export function ArchiveService({ slug, name, open }: { slug: string; name: string; open: number }) {
  const t = useTranslations('editor');
  const common = useTranslations('common');
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<'archiveRefused' | 'archiveFailed' | null>(open > 0 ? 'archiveRefused' : null);
  const [busy, start] = useTransition();
  const go = () =>
    start(async () => {
      const answer = await setArchived(slug, true).catch(() => null);
      if (answer?.ok && answer.data === 'done') return router.push('/services?archived=1');
      setFailure(answer?.ok && answer.data === 'open_incident' ? 'archiveRefused' : 'archiveFailed');
    });
  return (
    <section aria-labelledby="archive" className="mt-6 grid justify-items-start gap-2 border-t pt-4">
      <h2 id="archive" className="text-base">
        {t('archiveTitle')}
      </h2>
      <p className="max-w-prose text-muted text-sm">{t('archiveLead')}</p>
      {failure && (
        <div role="status">
          <Notice tone="warn">{t(failure, { name, count: Math.max(open, 1) })}</Notice>
        </div>
      )}
      {asking ? (
        <Notice
          tone="warn"
          actions={
            <>
              <Button look="danger" busy={busy} onClick={go}>
                {t('archiveSure', { name })}
              </Button>
              <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
            </>
          }
        >
          {t('archiveAsk')}
        </Notice>
      ) : (
        <Button disabled={failure === 'archiveRefused'} onClick={() => setAsking(true)}>
          {t('archive')}
        </Button>
      )}
    </section>
  );
}
