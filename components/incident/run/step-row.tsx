'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CommandBlock } from '@/components/ui/command-block';
import { DiffView } from '@/components/ui/diff-view';
import { Disclosure } from '@/components/ui/disclosure';
import { Live } from '@/components/ui/live';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { PlanStep } from '@/lib/domain/facts';
import type { PlanDocument } from '@/lib/domain/snapshot';
import type { RunState, RunTarget, StepState } from '@/lib/domain/state';
import { planEstimate } from '../plan/estimate';
import { useNoticeText } from '../plan/use-notice-text';
import { useRoomContext } from '../room-context';
import { Hold } from './hold';
import { Elapsed } from './run-clock';
import { stageOf } from './stage';
import { StepFailure } from './step-failure';
import { Verdicts } from './verdicts';

interface StepRowProps {
  run: RunState;
  step: StepState;
  target: RunTarget | undefined;
  /** Null where there is only one. */
  number: number | null;
  /** The step of its plan, while that is on the table. */
  planned: PlanStep | undefined;
  detail: PlanDocument['steps'][number] | undefined;
  past: boolean;
}

/** One step as it goes: three verdicts, progress, and its evidence. A failure opens by itself. */
export function StepRow({ run, step, target, number, planned, detail, past }: StepRowProps) {
  const t = useTranslations('room.run');
  const notice = useNoticeText();
  const { room } = useRoomContext();
  const component = room.state.service.components.find(({ id }) => id === target?.componentId);
  const progress = room.progress.find(({ runId, stepId }) => runId === run.id && stepId === step.id);
  const since = step.requestedAt ?? step.intendedAt ?? run.startedAt;
  const { stage, from } = stageOf(run, step.id);
  const moving = !past && (step.status === 'requested' || step.status === 'intended');
  return (
    <div className="grid min-w-0 gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2">
          {number !== null && <span className="tabular text-muted">{number}</span>}
          <span className="font-semibold [overflow-wrap:anywhere]">{target?.componentName ?? step.id}</span>
          {stage && <span className="text-muted text-sm">{t('stage', stage)}</span>}
          <code>{from}</code>
          <ArrowRight aria-label={t('to')} className="size-3.5 text-muted" />
          <code className="font-semibold">{target?.to.label}</code>
        </p>
        <Live value={step.status}>
          <Verdicts step={step} />
        </Live>
      </div>
      {moving && (
        <div className="grid gap-1">
          <ProgressBar done={progress?.done ?? 0} total={progress?.total ?? 0} label={t('progress')} />
          <p className="flex min-h-5 flex-wrap justify-between gap-x-4 text-muted text-sm">
            <span>{progress?.text ? notice(component?.provider ?? '', progress) : t('waiting')}</span>
            {number !== null && (
              <Elapsed since={since} estimate={planned ? planEstimate({ steps: [planned] }) : null} />
            )}
          </p>
        </div>
      )}
      {!past && step.status === 'converged' && step.convergedAt && planned?.holdMs !== undefined && (
        <Hold run={run} step={step} since={step.convergedAt} holdMs={planned.holdMs} />
      )}
      {step.status === 'failed' && (past || run.endedAt) && <StepFailure step={step} />}
      {step.skippedBecause && <p className="text-muted text-sm [overflow-wrap:anywhere]">{step.skippedBecause}</p>}
      <Evidence step={step} detail={detail} />
    </div>
  );
}

function Evidence({ step, detail }: Pick<StepRowProps, 'step' | 'detail'>) {
  const t = useTranslations('room.run');
  const plan = useTranslations('room.plan');
  const lines = [
    { name: t('checkpoint'), text: step.checkpoint?.evidence },
    { name: t('answer'), text: step.operation?.evidence },
    { name: t('seen'), text: step.evidence },
  ].filter((line) => line.text);
  if (lines.length === 0 && !detail) return null;
  return (
    <Disclosure summary={t('evidence')}>
      {lines.length > 0 && (
        <dl className="grid gap-1 text-sm">
          {lines.map(({ name, text }) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {detail?.diff && <DiffView diff={detail.diff} label={plan('diff')} />}
      {detail && detail.commands.length > 0 && <CommandBlock commands={detail.commands} label={plan('byHand')} />}
    </Disclosure>
  );
}
