'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { CheckState } from '@/lib/domain/state';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

/** A person answers a manual check; one that cannot be asked is waived, with a reason. */
export function CheckActions({ check }: { check: CheckState }) {
  const t = useTranslations('room.checks');
  const ask = useAsk();
  const { command } = useCommand();
  const { busy, act } = useAct();
  const { phase } = useIncident();
  const may = useMay();
  const answer = may('check.answer', { checkId: check.id });
  const waive = may('check.waive', { checkId: check.id });
  // Without a connection they stay where they are, and cannot be pressed.
  const manual = check.manual && !check.waived && answer.visible && (answer.code === null || answer.code === 'offline');
  const wanting =
    check.required && check.verdict !== 'pass' && !check.waived && waive.visible && phase === 'verification';
  if (!manual && !wanting) return null;
  const askWaive = () =>
    ask({
      kind: 'reason',
      title: t('waiveTitle', { check: check.name }),
      text: t('waiveText'),
      confirm: t('waiveConfirm'),
      reason: { label: t('why'), required: true },
      onConfirm: ({ reason }) => command({ type: 'check.waive', checkId: check.id, reason }),
    });
  const fail = () =>
    ask({
      kind: 'reason',
      title: t('failTitle', { check: check.name }),
      confirm: t('failConfirm'),
      reason: { label: t('whatSeen'), required: false },
      onConfirm: ({ reason }) => command({ type: 'check.answer', checkId: check.id, verdict: 'fail', note: reason }),
    });
  return (
    <div className="no-print flex flex-wrap items-center gap-2 pt-1">
      {manual && (
        <>
          <Button
            busy={busy}
            disabled={check.verdict === 'pass' || answer.reason !== null}
            onClick={() => void act({ type: 'check.answer', checkId: check.id, verdict: 'pass', note: '' })}
          >
            {t('pass')}
          </Button>
          <Button disabled={answer.reason !== null} onClick={fail}>
            {t('fail')}…
          </Button>
        </>
      )}
      {wanting && (
        <Button look="ghost" reason={waive.reason} onClick={askWaive}>
          {t('waive')}…
        </Button>
      )}
    </div>
  );
}
