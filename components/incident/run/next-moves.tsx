'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { retryOutlook, skipOutlook } from '@/lib/domain/control-effects';
import type { RunState, StepState } from '@/lib/domain/state';
import { ActionBar } from '../action-bar';
import { useAsk } from '../ask/ask-context';
import { useCommand } from '../ask/use-command';
import { Refused } from '../refused';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { failedSteps } from './failed-steps';
import { Abort, AbortEffect } from './run-controls';
import { useEffectWords } from './use-effect-words';

/** Retry, skip, abort, and one line each with what it would do; of several failed steps, the first one's retry leads. */
export function NextMoves({ run, step }: { run: RunState; step: StepState }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const may = useMay();
  const { busy, error, act } = useAct();
  const ref = { runId: run.id, stepId: step.id };
  const retry = may('step.retry', ref);
  const leads = failedSteps(run)[0]?.id === step.id;
  const hint = hintOf(step);
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
        <Skip run={run} step={step} />
        {leads && <Abort run={run} />}
      </ActionBar>
      <Refused error={error} />
      {!retry.reason && (
        <ul className="text-muted">
          <li>
            {t('retryEffect', { effects: words(retryOutlook(run, step).effects) })}
            {hint && ` ${t(hint)}`}
          </li>
          <li>{t('skipEffect', { effects: words(skipOutlook(run, step).effects) })}</li>
          {leads && (
            <li>
              <AbortEffect run={run} />
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What speaks against a retry right now. To retry what took too long is to wait longer: nobody can tell whether that helps. */
function hintOf({ failure }: StepState): 'stillAtWork' | 'notWorthRetrying' | null {
  if (failure?.code === 'timeout') return 'stillAtWork';
  return failure && !failure.retryable ? 'notWorthRetrying' : null;
}

function Skip({ run, step }: { run: RunState; step: StepState }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const ask = useAsk();
  const { command } = useCommand();
  const ref = { runId: run.id, stepId: step.id };
  const skip = useMay()('step.skip', ref);
  const askSkip = () =>
    ask({
      kind: 'reason',
      title: t('skipTitle'),
      text: t('skipText', { effects: words(skipOutlook(run, step).effects) }),
      confirm: t('skipConfirm'),
      reason: { label: t('why'), required: true },
      onConfirm: ({ reason }) => command({ type: 'step.skip', ...ref, reason }),
    });
  return (
    <Button disabled={skip.reason !== null} onClick={askSkip}>
      {t('skip')}…
    </Button>
  );
}
