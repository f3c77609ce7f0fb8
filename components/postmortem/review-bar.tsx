'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { AbsoluteTime } from '@/components/ui/time';
import type { PostmortemState } from '@/lib/domain/state';
import { AskWhy } from './ask-why';
import { ReviewStatus } from './review-status';
import { usePostmortemAct } from './use-postmortem-act';

interface Props {
  incidentId: string;
  postmortem: PostmortemState;
  /** The version that is on this page. */
  version: number;
  closed: boolean;
  mayWrite: boolean;
  mayReview: boolean;
}

/** How far the post-mortem is, and the next step for whoever may take it. */
export function ReviewBar({ incidentId, postmortem, version, closed, mayWrite, mayReview }: Props) {
  const t = useTranslations('postmortem_page.review');
  const { busy, failure, send } = usePostmortemAct(incidentId);
  const [asking, setAsking] = useState<'return' | 'reopen' | null>(null);
  const { review } = postmortem;
  const status = review?.status ?? 'draft';
  return (
    <section aria-label={t('title')} className="grid gap-3 rounded border bg-raised px-4 py-3 shadow">
      <div className="flex min-w-0 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <ReviewStatus value={status} />
          {!review && mayWrite && <span className="text-muted">{t('draft')}</span>}
          {review && (
            <span className="text-muted [overflow-wrap:anywhere]">
              {t.rich(status, { name: review.by, time: () => <AbsoluteTime at={review.at} withYear /> })}
            </span>
          )}
        </p>
        <div className="no-print flex flex-wrap items-center gap-2">
          {status === 'draft' && mayWrite && (
            <Button look="primary" busy={busy} onClick={() => send([{ type: 'postmortem.submit', version }])}>
              {t('submit')}
            </Button>
          )}
          {status === 'in_review' && mayReview && <Button onClick={() => setAsking('return')}>{t('return')}</Button>}
          {status !== 'published' && mayReview && (
            <Button
              look={status === 'in_review' ? 'primary' : 'quiet'}
              busy={busy}
              reason={closed ? null : t('closeFirst')}
              onClick={() => send([{ type: 'postmortem.publish', version }])}
            >
              {t('publish')}
            </Button>
          )}
          {status === 'published' && mayReview && <Button onClick={() => setAsking('reopen')}>{t('reopen')}</Button>}
        </div>
      </div>
      {failure && (
        <div role="alert">
          <Notice tone="danger">{failure}</Notice>
        </div>
      )}
      {asking && (
        <AskWhy
          title={t(asking)}
          text={t(`${asking}Text`)}
          busy={busy}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => send([{ type: `postmortem.${asking}`, reason }], () => setAsking(null))}
        />
      )}
    </section>
  );
}
