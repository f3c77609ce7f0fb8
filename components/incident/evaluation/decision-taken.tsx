'use client';

import { useTranslations } from 'next-intl';
import { TimeOfDay } from '@/components/ui/time';
import { useIncident } from '../room-context';

/** What was decided, by whom, when and why. */
export function DecisionTaken() {
  const t = useTranslations('room.decide');
  const words = useTranslations('words.decision');
  const { decision } = useIncident();
  if (!decision) return null;
  return (
    <div className="rounded border bg-raised px-4 py-3 text-sm">
      <p>
        <span className="font-semibold">{words(decision.decision)}</span>
        {decision.target && <code> {decision.target.revision.label}</code>}
        <span className="text-muted"> {t('by', { name: decision.by })} </span>
        <TimeOfDay at={decision.at} className="text-muted" />
      </p>
      {decision.reason && <p className="text-muted [overflow-wrap:anywhere]">{decision.reason}</p>}
    </div>
  );
}
