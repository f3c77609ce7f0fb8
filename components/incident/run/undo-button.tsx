'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { undoOutlook } from '@/lib/domain/control-effects';
import { undoable } from '@/lib/domain/queries';
import type { RunState } from '@/lib/domain/state';
import { useIncident } from '../room-context';
import { useMay } from '../use-may';
import type { Preparing } from '../use-prepare';
import { useEffectWords } from './use-effect-words';

/** Prepares the plan that takes back what an ended run wrote; it is read and started like any other. */
export function UndoButton({ run, preparing }: { run: RunState; preparing: Preparing }) {
  const t = useTranslations('room.run');
  const words = useEffectWords();
  const state = useIncident();
  const may = useMay()('plan.record');
  const outlook = undoOutlook(state);
  const isUndoing = state.plan?.steps.some(({ undoOf }) => undoOf?.runId === run.id) ?? false;
  if (!may.visible || !outlook || undoable(state)?.run.id !== run.id || isUndoing || state.recovery) return null;
  const reason = may.code === 'wrong_phase' ? t('undoFirst') : may.reason;
  return (
    <div className="grid gap-1">
      <Button
        className="justify-self-start"
        busy={preparing.busy}
        reason={reason}
        onClick={() => void preparing.undo()}
      >
        {t('undo', { count: outlook.effects.length })}…
      </Button>
      <p className="text-muted text-sm">{t('undoEffect', { effects: words(outlook.effects) })}</p>
    </div>
  );
}
