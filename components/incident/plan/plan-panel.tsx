'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import type { PlanState } from '@/lib/domain/state';
import { MessageEditor } from '../message/message-editor';
import { useMessage } from '../message/use-message';
import { TargetCard } from '../phases';
import { useMay } from '../use-may';
import type { Preparing } from '../use-prepare';
import { Approval } from './approval';
import { driftBetween } from './caveats';
import { Holders } from './holders';
import { LeftOut } from './left-out';
import { NotStarted } from './not-started';
import { ObjectionBanner, UnlessAsked } from './objection-banner';
import { PlanHead } from './plan-head';
import { PlanSteps } from './plan-steps';
import { StartBar, StartExtras } from './start-bar';
import { useDocument } from './use-document';
import { type Start, useStart } from './use-start';
import { Writers } from './writers';

/** The whole plan and its start on one screen: read, accept once, press once. */
export function PlanPanel({
  plan,
  preparing,
  before,
  children,
}: {
  plan: PlanState;
  preparing: Preparing;
  /** What was tried already. */
  before: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations('room.plan');
  const messages = useTranslations('room.message');
  const document = useDocument();
  const message = useMessage('start');
  const start = useStart(plan, message);
  const may = useMay()('plan.record');
  return (
    <section aria-label={t('title')} className="grid min-w-0 gap-4">
      {before}
      <ObjectionBanner start={start} />
      <PlanHead plan={plan} preparing={preparing} />
      <Drift plan={plan} start={start} />
      <LeftOut plan={plan} preparing={preparing} />
      <Writers plan={plan} preparing={preparing} />
      <PlanSteps plan={plan} document={document} preparing={preparing} />
      {!start.announced && may.visible && (
        <Card title={messages('start')}>
          <MessageEditor draft={message} label={messages('start')} />
        </Card>
      )}
      <Holders refused={start.code === 'resource_locked'} />
      <Approval plan={plan} />
      <StartExtras start={start} message={message} />
      {may.visible && (
        <Disclosure summary={t('another')} lazy>
          <TargetCard preparing={preparing} quiet />
        </Disclosure>
      )}
      {children}
      <NotStarted />
      <UnlessAsked>
        <StartBar plan={plan} start={start} />
      </UnlessAsked>
    </section>
  );
}

/** What moved on the platform between the plan that was pressed on and the one that replaced it. */
function Drift({ plan, start }: { plan: PlanState; start: Start }) {
  const t = useTranslations('room.plan');
  const { pressed } = start;
  const drift = pressed && pressed.id !== plan.id ? driftBetween(pressed, plan) : [];
  if (drift.length === 0) return null;
  return (
    <Notice tone="warn" title={t('stale')}>
      <ul>
        {drift.map(({ component, before, now }) => (
          <li key={component}>{t('drift', { component, before, now })}</li>
        ))}
      </ul>
    </Notice>
  );
}
