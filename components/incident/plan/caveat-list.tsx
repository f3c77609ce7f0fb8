'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { PlanStep } from '@/lib/domain/facts';
import { doubtsOf } from '@/lib/domain/policy/rule-4';
import { useIncident } from '../room-context';
import { useNoticeText } from './use-notice-text';

/** Warnings, and what this step will not undo. */
export function Caveats({ step }: { step: PlanStep }) {
  const t = useTranslations('room.plan');
  const common = useTranslations('common');
  const doubtWords = useTranslations('words.doubt');
  const text = useNoticeText();
  const doubts = doubtsOf(useIncident(), step);
  const warnings = [
    ...doubts.map((doubt) => ({
      key: doubt,
      text: common('labelled', { label: step.to.label, value: doubtWords(doubt) }),
    })),
    ...step.warnings.map((warning) => ({ key: warning.code, text: text(step.provider, warning) })),
  ];
  const losses = step.losses.map((loss) => ({ key: loss.code, text: text(step.provider, loss) }));
  if (warnings.length + losses.length === 0) return null;
  return (
    <div data-caveats tabIndex={-1} className="grid gap-3">
      {warnings.length > 0 && (
        <Notice tone="warn" title={t('warnings')}>
          <Lines lines={warnings} />
        </Notice>
      )}
      {losses.length > 0 && (
        <Notice tone="neutral" title={t('losses')}>
          <Lines lines={losses} />
        </Notice>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: { key: string; text: string }[] }) {
  return (
    <ul className="list-disc pl-4">
      {lines.map(({ key, text }) => (
        <li key={`${key} ${text}`}>{text}</li>
      ))}
    </ul>
  );
}
