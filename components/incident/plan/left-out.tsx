'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Plan, PlanStep } from '@/lib/domain/facts';
import { useAsk } from '../ask/ask-context';
import { useMay } from '../use-may';
import type { Preparing } from '../use-prepare';
import { isUndo, wishOf } from './wish';

interface LeftOutProps {
  plan: Plan;
  preparing: Preparing;
}

/** Takes a suspension out of the plan, with a reason that is kept and shown. */
export function LeaveOut({ plan, step, preparing }: LeftOutProps & { step: PlanStep }) {
  const t = useTranslations('room.plan');
  const ask = useAsk();
  const may = useMay()('plan.record');
  if (step.action !== 'suspend' || isUndo(plan) || !may.visible) return null;
  const wish = wishOf(plan);
  const askWhy = () =>
    ask({
      kind: 'reason',
      title: t('leaveOutTitle'),
      text: t('leaveOutText', { what: step.to.label }),
      confirm: t('leaveOutConfirm'),
      reason: { label: t('leaveOutWhy'), required: true },
      onConfirm: async ({ reason }) => {
        const { resourceKey } = step;
        await preparing.prepare({ ...wish, leaveOut: [...(wish.leaveOut ?? []), { resourceKey, reason }] });
        return true;
      },
    });
  return (
    <Button className="justify-self-start" busy={preparing.busy} reason={may.reason} onClick={askWhy}>
      {t('leaveOut')}…
    </Button>
  );
}

/** What somebody left out of the plan, why, and the way back in. */
export function LeftOut({ plan, preparing }: LeftOutProps) {
  const t = useTranslations('room.plan');
  const may = useMay()('plan.record');
  const { leftOut = [] } = plan;
  if (leftOut.length === 0) return null;
  const { leaveOut: _none, ...wish } = wishOf(plan);
  return (
    <Notice tone="warn" title={t('leftOut')}>
      <ul className="list-disc pl-4">
        {leftOut.map(({ resourceKey, label, reason }) => (
          <li key={resourceKey} className="[overflow-wrap:anywhere]">
            {label} – {reason}
          </li>
        ))}
      </ul>
      {may.visible && (
        <Button className="mt-2" busy={preparing.busy} reason={may.reason} onClick={() => void preparing.prepare(wish)}>
          {t('takeIn')}
        </Button>
      )}
    </Notice>
  );
}
