'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { CommandBlock } from '@/components/ui/command-block';
import { DiffView } from '@/components/ui/diff-view';
import { Disclosure } from '@/components/ui/disclosure';
import { Badge } from '@/components/ui/status';
import type { PlanStep } from '@/lib/domain/facts';
import type { PlanDocument } from '@/lib/domain/snapshot';
import { useSpan } from '../use-span';
import { Caveats } from './caveat-list';
import { planEstimate } from './estimate';
import { StepInputs } from './step-inputs';
import { useEstimateWords } from './use-estimate-words';
import { useNoticeText } from './use-notice-text';
import { useProviderName } from './use-provider-name';

/** One step: from what to what, what changes, the commands, what to know before. */
export function StepCard({
  step,
  number,
  detail,
  children,
}: {
  step: PlanStep;
  /** Null where there is only one. */
  number: number | null;
  detail: PlanDocument['steps'][number] | undefined;
  /** What can be done about the step. */
  children: ReactNode;
}) {
  const t = useTranslations('room.plan');
  const words = useEstimateWords();
  const span = useSpan();
  const notice = useNoticeText();
  const providerName = useProviderName();
  const { summary: text, summaryCode: code, summaryParams: params } = step;
  const summary = notice(step.provider, { code, text, params });
  const estimate = number === null ? null : planEstimate({ steps: [step] });
  return (
    <Card
      level="h3"
      title={
        <span className="flex flex-wrap items-center gap-x-2">
          {number !== null && <span className="tabular text-muted">{number}</span>}
          <span className="[overflow-wrap:anywhere]">{step.componentName}</span>
          <span className="font-normal text-muted text-sm">{providerName(step.provider)}</span>
        </span>
      }
      aside={
        <>
          {step.action && <Badge>{t(`action.${step.action}`)}</Badge>}
          {step.touchesData && <Badge tone="danger">{t('touchesData')}</Badge>}
          {estimate && <span className="tabular">{words(estimate)}</span>}
        </>
      }
    >
      <div className="grid gap-3 text-sm">
        <dl className="grid items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
          <RevisionLine label={t('from')} revision={step.from} />
          <ArrowRight aria-hidden className="size-4 text-muted max-sm:hidden" />
          <RevisionLine label={t(step.action ? 'then' : 'to')} revision={step.to} strong />
        </dl>
        <p className="[overflow-wrap:anywhere]">{summary}</p>
        {step.holdMs !== undefined && <p>{t('held', { time: span(step.holdMs) })}</p>}
        {step.inputs && <StepInputs inputs={step.inputs} />}
        <Caveats step={step} />
        {detail && (
          <div>
            {detail.diff && (
              <Disclosure summary={t('diff')}>
                <DiffView diff={detail.diff} label={t('diff')} />
              </Disclosure>
            )}
            <Disclosure summary={t('commands', { count: detail.commands.length })}>
              <CommandBlock commands={detail.commands} label={t('byHand')} />
            </Disclosure>
          </div>
        )}
        {children}
      </div>
    </Card>
  );
}

function RevisionLine({
  label,
  revision,
  strong = false,
}: {
  label: string;
  revision: PlanStep['to'];
  strong?: boolean;
}) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="min-w-0">
        <code className={strong ? 'font-semibold' : ''}>{revision.label}</code>{' '}
        <span className={strong ? '[overflow-wrap:anywhere]' : 'text-muted [overflow-wrap:anywhere]'}>
          {revision.summary}
        </span>
      </dd>
    </div>
  );
}
