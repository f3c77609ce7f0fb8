'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { PlanState } from '@/lib/domain/state';
import { useIncident } from '../room-context';
import type { Start } from './use-start';
import { isUndo, movesOf } from './wish';

/** As many components as a button can name with their revisions. */
const MOST_NAMED = 3;

/** What the press will do: send, ask, and "roll web back to 1.4.2 and api back to 56". */
export function useStartWords(plan: PlanState, { announced, glass }: Start): string {
  const t = useTranslations('room.start');
  const format = useFormatter();
  const { objectionMs = 0 } = useIncident().settings;
  const moves = movesOf(plan.steps);
  const steps = moves.length > 0 ? moves : plan.steps;
  const named = steps.length <= MOST_NAMED;
  const back = format.list(
    steps.map((step) =>
      named ? t('target', { component: step.componentName, revision: step.to.label }) : step.componentName,
    ),
  );
  const targets = named ? back : t('targets', { components: back });
  const what = isUndo(plan) ? 'undo' : 'roll';
  const seconds = Math.round(objectionMs / 1_000);
  if (glass.asksFirst) return t(`${announced ? 'ask' : 'sendAndAsk'}.${what}`, { targets, seconds });
  return t(`${announced ? 'start' : 'sendAndStart'}.${what}`, { targets });
}
