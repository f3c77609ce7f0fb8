'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ActionBar } from '../action-bar';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { unanswered } from './look';
import { WindowStatus } from './window-status';

/** How far the proof is, for everybody, and what it asks of whoever may answer. */
export function VerificationBar() {
  return (
    <Card>
      <div className="grid gap-4">
        <WindowStatus />
        <Asked />
      </div>
    </Card>
  );
}

/** One thing at a time; when there is nothing to ask, it says what it waits for. */
function Asked() {
  const t = useTranslations('room.verification');
  const ask = useAsk();
  const { command } = useCommand();
  const { busy, act } = useAct();
  const { checks } = useIncident();
  const may = useMay();
  const back = may('verification.fail');
  const declare = may('recovery.declare');
  const next = unanswered(checks)[0];
  const answer = may('check.answer');
  if (!answer.visible) return null;
  return (
    <div className="grid gap-3">
      <p className={next ? 'text-sm' : 'text-muted text-sm'}>{next ? next.command : t('waiting')}</p>
      <ActionBar
        primary={
          next && (
            <Button
              look="primary"
              data-primary
              busy={busy}
              reason={answer.reason}
              onClick={() => void act({ type: 'check.answer', checkId: next.id, verdict: 'pass', note: '' })}
            >
              {t('confirm', { check: next.name })}
            </Button>
          )
        }
      >
        <Button
          disabled={back.reason !== null}
          onClick={() =>
            ask({
              kind: 'reason',
              title: t('backTitle'),
              text: t('backText'),
              confirm: t('backConfirm'),
              reason: { label: t('why'), required: true },
              onConfirm: ({ reason }) => command({ type: 'verification.fail', reason }),
            })
          }
        >
          {t('back')}…
        </Button>
        <Button
          disabled={declare.reason !== null}
          onClick={() =>
            ask({
              kind: 'reason',
              title: t('declareTitle'),
              text: t('declareText'),
              confirm: t('declareConfirm'),
              reason: { label: t('why'), required: true },
              onConfirm: ({ reason }) => command({ type: 'recovery.declare', reason }),
            })
          }
        >
          {t('declare')}…
        </Button>
        {back.reason && back.code !== 'offline' && <p className="text-muted text-sm">{back.reason}</p>}
      </ActionBar>
    </div>
  );
}
