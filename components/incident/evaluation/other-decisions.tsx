'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DECISIONS, type Decision } from '@/lib/domain/words';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useIncident } from '../room-context';
import { useMay } from '../use-may';

/** Fix forward, freeze, stand down: decisions like any other, each with its reason. */
export function OtherDecisions() {
  const t = useTranslations('room.decide');
  const words = useTranslations('words.decision');
  const ask = useAsk();
  const { command } = useCommand();
  const taken = useIncident().decision?.decision;
  const { visible, reason } = useMay()('decision.take');
  if (!visible) return null;
  const decide = (decision: Decision) =>
    ask({
      kind: 'reason',
      title: words(decision),
      text: t(`effect.${decision}`),
      confirm: t(`confirm.${decision}`),
      reason: { label: t('why'), required: true },
      onConfirm: ({ reason: why }) => command({ type: 'decision.take', decision, reason: why }),
    });
  const others = DECISIONS.filter((decision) => decision !== 'rollback' && decision !== taken);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-muted text-sm">{t('instead')}</span>
      {others.map((decision) => (
        <Button key={decision} disabled={reason !== null} onClick={() => decide(decision)}>
          {words(decision)}…
        </Button>
      ))}
      {reason && <span className="text-muted text-sm">{reason}</span>}
    </div>
  );
}
