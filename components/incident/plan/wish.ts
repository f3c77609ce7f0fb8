import type { Plan, PlanStep } from '@/lib/domain/facts';
import type { PlanWish } from '../evaluation/request';
import { wavesOfPlan } from './waves';

/** A plan that takes back what an ended run wrote. */
export const isUndo = ({ steps }: Pick<Plan, 'steps'>): boolean => steps.some(({ undoOf }) => undoOf !== undefined);

/** What a plan was prepared for, to prepare it again. */
export function wishOf({ steps, playbook, leftOut = [], writers = [] }: Plan): PlanWish {
  const waves = wavesOfPlan(movesOf(steps)).map((wave) =>
    wave.map(({ componentId, to }) => ({ componentId, revision: to })),
  );
  const leaveOut = leftOut.map(({ resourceKey, reason }) => ({ resourceKey, reason }));
  const stopWriters = writers.filter(({ stopped }) => stopped).map(({ componentId }) => componentId);
  return {
    waves,
    ...(playbook ? { playbook: playbook.name } : {}),
    ...(leaveOut.length > 0 ? { leaveOut } : {}),
    ...(stopWriters.length > 0 ? { stopWriters } : {}),
  };
}

/** The steps that put a component back, without those that suspend or restore an automation. */
export const movesOf = (steps: readonly PlanStep[]): PlanStep[] => steps.filter(({ action }) => !action);
