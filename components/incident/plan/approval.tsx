'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { needsSecondPerson } from '@/lib/domain/policy/rule-7';
import type { PlanState } from '@/lib/domain/state';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

/** A second person, where rule 7 asks for one: who approved, or the button for whoever can. */
export function Approval({ plan }: { plan: PlanState }) {
  const t = useTranslations('room.approval');
  const state = useIncident();
  const may = useMay()('plan.approve', { planId: plan.id, hash: plan.hash });
  const { busy, act } = useAct();
  if (plan.approved) {
    return <Notice tone="ok">{t('approved', { name: plan.approved.by.name })}</Notice>;
  }
  if (!needsSecondPerson(state)) return null;
  return (
    <Notice
      tone="warn"
      title={t('needed')}
      actions={
        may.visible && (
          <Button
            busy={busy}
            reason={may.reason}
            onClick={() => void act({ type: 'plan.approve', planId: plan.id, hash: plan.hash })}
          >
            {t('approve')}
          </Button>
        )
      }
    >
      {t('why', { name: plan.preparedBy })}
    </Notice>
  );
}
