'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { Checklist } from '../checklist';
import { useIncident } from '../room-context';
import type { Preparing } from '../use-prepare';
import { DecisionAid } from './decision-aid';
import { DecisionTaken } from './decision-taken';
import { Facts } from './facts';
import { OtherDecisions } from './other-decisions';
import { TargetCard } from './target-card';

/** Name the problem, choose the target, decide. When it is urgent the questions can wait: the target comes first. */
export function EvaluationPanel({ preparing, past }: { preparing: Preparing; past: boolean }) {
  const t = useTranslations('room.evaluation');
  const { checklist } = useIncident();
  const done = Object.values(checklist).filter((item) => item.done).length;
  return (
    <div className="grid min-w-0 gap-4">
      <Facts />
      {past ? <DecisionTaken /> : <TargetCard preparing={preparing} />}
      <Card title={t('aid')}>
        <div className="grid gap-4">
          <DecisionAid />
          {!past && <OtherDecisions />}
        </div>
      </Card>
      <Card bodyClassName="px-4 py-1">
        <Disclosure summary={t('pre', { done })}>
          <Checklist which="pre" />
        </Disclosure>
      </Card>
    </div>
  );
}
