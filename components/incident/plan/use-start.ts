'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isAnnounced } from '@/lib/domain/queries';
import type { PlanState } from '@/lib/domain/state';
import type { StartInput } from '../actions';
import { useCommand } from '../ask/use-command';
import type { MessageDraft } from '../message/use-message';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';
import { hasCaveats, stepsToName } from './caveats';
import { isBroken, useGlass } from './use-glass';

/** Everything between the plan and its start: what is acknowledged, typed and broken, and why it cannot start yet. */
export function useStart(plan: PlanState, message: MessageDraft) {
  const t = useTranslations('room.start');
  const state = useIncident();
  const may = useMay();
  const doing = useAct();
  const { call } = useCommand();
  const consent = useConsent(plan);
  const [pressed, setPressed] = useState<PlanState | null>(null);
  const glass = useGlass(doing.code);

  const announced = isAnnounced(state) || isBroken(glass.broken, 'start_message');
  const noChannel = !announced && state.service.channels.length === 0;
  const reason =
    may('send_and_start', { glass: glass.broken }).reason ??
    (noChannel ? t('sendFirst') : null) ??
    (!announced && message.body.trim() === '' ? t('noMessage') : null) ??
    (consent.isAccepted ? null : t('acceptFirst')) ??
    (consent.unnamed ? t('nameFirst', { component: consent.unnamed.componentName }) : null);

  const input = (broken: StartInput['glass']): StartInput => {
    const { locale, body } = message;
    return { planId: plan.id, hash: plan.hash, message: announced ? null : { locale, body }, glass: broken };
  };
  return {
    ...doing,
    ...consent,
    announced,
    noChannel,
    reason,
    glass,
    /** The plan that was on screen at the last press: a stale one is compared with what replaced it. */
    pressed,
    start: () => {
      if (reason) return;
      setPressed(plan);
      void doing.run((actions, id) => actions.sendAndStart(id, input(glass.broken)));
    },
    /** The commander starts without the team's answer: `true`, or the sentence of what went wrong. */
    startNow: (why: string) => {
      setPressed(plan);
      const broken = [...glass.broken, { rule: 'objection' as const, reason: why }];
      return call((actions, id) => actions.sendAndStart(id, input(broken)));
    },
  };
}

export type Start = ReturnType<typeof useStart>;

/** What its reader must accept once for the whole plan, and type for what holds data. */
function useConsent(plan: PlanState) {
  const [accepted, setAccepted] = useState<string | null>(null);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const toName = stepsToName(plan);
  const mustAccept = hasCaveats(plan) && plan.acknowledged === null;
  return {
    mustAccept,
    isAccepted: !mustAccept || accepted === plan.hash,
    setAccepted: (yes: boolean) => setAccepted(yes ? plan.hash : null),
    toName,
    typed,
    setTyped: (stepId: string, value: string) => setTyped((all) => ({ ...all, [stepId]: value })),
    unnamed: toName.find((step) => typed[step.id]?.trim() !== step.componentName),
  };
}
