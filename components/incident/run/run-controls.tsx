'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { abortOutlook, type Outlook, pauseOutlook, resumeOutlook } from '@/lib/domain/control-effects';
import type { Result } from '@/lib/domain/snapshot';
import type { RunState } from '@/lib/domain/state';
import { ActionBar } from '../action-bar';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { Refused } from '../refused';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { type May, useMay } from '../use-may';
import { asksAboutFailure } from './failed-steps';
import { useEffectWords } from './use-effect-words';

/** Pause and abort are routes: they never queue behind another action. */
async function post(incidentId: string, what: 'pause' | 'abort', body: object): Promise<Result<unknown>> {
  const response = await fetch(`/api/incidents/${encodeURIComponent(incidentId)}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  return (await response.json()) as Result<unknown>;
}

/**
 * Pause, go on, abort: each says what it would do right now, or why it can do nothing. Where a step failed, the abort
 * stands beside its retry; where checks turned red, to go on is the risk, and no choice leads.
 */
export function RunControls({ run }: { run: RunState }) {
  const may = useMay()('run.abort', { runId: run.id });
  if (!may.visible) return null;
  const asked = asksAboutFailure(run);
  const going = run.status === 'running' || run.status === 'aborting';
  const resumable = run.status === 'paused' && !asked;
  const leads = resumable && run.pausedBecause?.cause !== 'checks';
  return (
    <div className="grid gap-2">
      <ActionBar primary={leads && <Resume run={run} primary />}>
        {going && <Pause run={run} />}
        {(run.status === 'pausing' || asked || (resumable && !leads)) && <Resume run={run} primary={false} />}
        {!asked && <Abort run={run} />}
      </ActionBar>
      {!asked && <AbortEffect run={run} />}
    </div>
  );
}

/** What an abort would leave, while it can be pressed. */
export function AbortEffect({ run }: { run: RunState }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const may = useMay()('run.abort', { runId: run.id });
  const { possible, effects } = abortOutlook(run);
  if (!possible || may.reason) return null;
  return <p className="text-muted text-sm">{t('abortEffect', { effects: words(effects) })}</p>;
}

/** Why a control cannot be pressed: the policy's reason first, then the run's. */
function useReason(): (may: May, outlook: Outlook) => string | null {
  const words = useEffectWords();
  return (may, outlook) => may.reason ?? (outlook.possible ? null : words(outlook.effects));
}

function Pause({ run }: { run: RunState }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const reasonOf = useReason();
  const { incidentId } = useIncident();
  const { busy, error, run: press } = useAct();
  const outlook = pauseOutlook(run);
  const reason = reasonOf(useMay()('run.pause', { runId: run.id }), outlook);
  return (
    <>
      <Button
        busy={busy}
        reason={reason}
        onClick={() => void press(() => post(incidentId, 'pause', { runId: run.id }))}
      >
        {outlook.possible ? words(outlook.effects) : t('pause')}
      </Button>
      <Refused error={error} />
    </>
  );
}

function Resume({ run, primary }: { run: RunState; primary: boolean }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const reasonOf = useReason();
  const { busy, error, act } = useAct();
  const outlook = resumeOutlook(run);
  const reason = reasonOf(useMay()('run.resume', { runId: run.id }), outlook);
  return (
    <>
      <Button
        look={primary ? 'primary' : 'quiet'}
        data-primary={primary || undefined}
        busy={busy}
        reason={reason}
        onClick={() => void act({ type: 'run.resume', runId: run.id })}
      >
        {outlook.possible ? words(outlook.effects) : t('resume')}
      </Button>
      <Refused error={error} />
    </>
  );
}

export function Abort({ run }: { run: RunState }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const reasonOf = useReason();
  const may = useMay()('run.abort', { runId: run.id });
  const outlook = abortOutlook(run);
  const ask = useAsk();
  const { call } = useCommand();
  return (
    <Button
      reason={reasonOf(may, outlook)}
      onClick={() =>
        ask({
          kind: 'reason',
          title: t('abortTitle'),
          text: t('abortText', { effects: words(outlook.effects) }),
          confirm: t('abortConfirm'),
          danger: true,
          reason: { label: t('why'), required: true },
          onConfirm: ({ reason }) => call((_, id) => post(id, 'abort', { runId: run.id, reason })),
        })
      }
    >
      {t('abort')}…
    </Button>
  );
}
