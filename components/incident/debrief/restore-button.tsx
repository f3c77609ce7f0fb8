'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { FollowUpState } from '@/lib/domain/state';
import { Refused } from '../refused';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

/** One press gives an automation back what the rollback took from it; why it did not work stays beside it. */
export function RestoreButton({ followUp }: { followUp: FollowUpState }) {
  const t = useTranslations('room.followUps');
  const may = useMay()('followup.restore');
  const { busy, error, act } = useAct();
  const { id, done, restores, restoring, restoreFailure } = followUp;
  if (!restores || done) return null;
  return (
    <div className="grid basis-full justify-items-start gap-1 pb-1">
      {restoring && <p className="text-muted text-sm">{t('restoring', { name: restoring.by })}</p>}
      {restoreFailure && <p className="text-danger text-sm [overflow-wrap:anywhere]">{restoreFailure}</p>}
      {may.visible && !restoring && (
        <Button busy={busy} reason={may.reason} onClick={() => void act({ type: 'followup.restore', followUpId: id })}>
          {t('restore')}
        </Button>
      )}
      <Refused error={error} />
    </div>
  );
}
