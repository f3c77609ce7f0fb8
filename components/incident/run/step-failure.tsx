'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { retryOutlook, skipOutlook } from '@/lib/domain/control-effects';
import type { RunState, StepState } from '@/lib/domain/state';
import { ActionBar } from '../action-bar';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { Refused } from '../refused';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { useEffectWords } from './use-effect-words';

/** The cause first, then the ways on: retry, skip; the abort stands with the run. */
export function StepFailure({ run, step, past }: { run: RunState; step: StepState; past: boolean }) {
  const t = useTranslations('room.run');
  const codes = useTranslations('room.failure');
  const { failure } = step;
  if (!failure) return null;
  return (
    <Notice tone="danger" title={codes.has(failure.code) ? codes(failure.code) : codes('failed')}>
      <p className="whitespace-pre-line">{failure.error}</p>
      {/* To retry what took too long is to wait longer: nobody can tell whether that helps. */}
      {failure.code !== 'timeout' && (
        <p className="pt-1 text-muted">{failure.retryable ? t('worthRetrying') : t('notWorthRetrying')}</p>
      )}
      {!past && <NextMoves run={run} step={step} />}
    </Notice>
  );
}

/** Retry and skip, each with what it would do; of several failed steps, the first one's retry leads. */
function NextMoves({ run, step }: { run: RunState; step: StepState }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const ask = useAsk();
  const { command } = useCommand();
  const may = useMay();
  const { busy, error, act } = useAct();
  const ref = { runId: run.id, stepId: step.id };
  const retry = may('step.retry', ref);
  const skip = may('step.skip', ref);
  if (!retry.visible) return null;
  const leads = run.steps.find(({ status }) => status === 'failed')?.id === step.id;
  const skipEffects = words(skipOutlook(run, step).effects);
  const askSkip = () =>
    ask({
      kind: 'reason',
      title: t('skipTitle'),
      text: t('skipText', { effects: skipEffects }),
      confirm: t('skipConfirm'),
      reason: { label: t('why'), required: true },
      onConfirm: ({ reason }) => command({ type: 'step.skip', ...ref, reason }),
    });
  const retryButton = (
    <Button
      look={leads ? 'primary' : 'quiet'}
      data-primary={leads || undefined}
      busy={busy}
      reason={retry.reason}
      onClick={() => void act({ type: 'step.retry', ...ref })}
    >
      {t('retry')}
    </Button>
  );
  return (
    <div className="grid gap-2 pt-3">
      <ActionBar primary={leads && retryButton}>
        {!leads && retryButton}
        <Button disabled={skip.reason !== null} onClick={askSkip}>
          {t('skip')}…
        </Button>
      </ActionBar>
      <Refused error={error} />
      {!retry.reason && (
        <ul className="text-muted">
          <li>{t('retryEffect', { effects: words(retryOutlook(run, step).effects) })}</li>
          <li>{t('skipEffect', { effects: skipEffects })}</li>
          <li>{t('orAbort')}</li>
        </ul>
      )}
    </div>
  );
}
