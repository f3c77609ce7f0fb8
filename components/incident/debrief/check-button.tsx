'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { RelativeTime } from '@/components/ui/time';
import type { FollowUpState } from '@/lib/domain/state';
import { Refused } from '../refused';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

/** What the platform shows of a follow-up, and a look at it right now. */
export function CheckButton({ followUp }: { followUp: FollowUpState }) {
  const t = useTranslations('room.followUps');
  const may = useMay()('followup.check');
  const { busy, error, act } = useAct();
  const { id, done, step, checking, seen } = followUp;
  if (!step) return null;
  return (
    <div className="grid basis-full justify-items-start gap-1 pb-1">
      {checking && <p className="text-muted text-sm">{t('checking', { name: checking.by })}</p>}
      {seen && (
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          <Status icon={done ? 'ok' : 'waiting'} tone={done ? 'ok' : 'neutral'}>
            {t(done ? 'seenDone' : 'seenOpen')}
          </Status>
          <span className="min-w-0 [overflow-wrap:anywhere]">{seen.evidence}</span>
          <RelativeTime at={seen.at} />
        </p>
      )}
      {may.visible && !done && !checking && (
        <Button
          look="ghost"
          busy={busy}
          reason={may.reason}
          onClick={() => void act({ type: 'followup.check', followUpId: id })}
        >
          {t('check')}
        </Button>
      )}
      <Refused error={error} />
    </div>
  );
}
