'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { PlanState } from '@/lib/domain/state';
import { ReadAt } from '../read-at';
import { useMay } from '../use-may';
import type { Preparing } from '../use-prepare';
import { planEstimate } from './estimate';
import { useEstimateWords } from './use-estimate-words';
import { isUndo, wishOf } from './wish';

/** What kind of plan it is, how long it is expected to take, and how old what the platform said is. */
export function PlanHead({ plan, preparing }: { plan: PlanState; preparing: Preparing }) {
  const t = useTranslations('room.plan');
  const words = useEstimateWords();
  const may = useMay()('plan.record');
  const estimate = planEstimate(plan);
  const undo = isUndo(plan);
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="text-lg">{t(undo ? 'undoTitle' : 'title')}</h2>
          <span className="tabular text-muted text-sm">
            {plan.steps.length > 1 && <>{t('steps', { count: plan.steps.length })} · </>}
            {estimate ? words(estimate) : t('noEstimate')}
          </span>
        </div>
        <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
          <ReadAt label={t('readAt')} at={plan.readAt} />
          {may.visible && (
            <Button
              busy={preparing.busy}
              disabled={may.reason !== null}
              onClick={() => void (undo ? preparing.undo() : preparing.prepare(wishOf(plan)))}
            >
              {t('refresh')}
            </Button>
          )}
        </p>
      </div>
      {undo && (
        <Notice tone="accent" title={t('undoes')}>
          {t('undoesText')}
        </Notice>
      )}
      {preparing.error && (
        <Notice tone="danger" title={t('unprepared')}>
          {preparing.error}
        </Notice>
      )}
    </div>
  );
}
