import type { Plan, PlanStep } from '@/lib/domain/facts';
import type { Suspension } from '@/lib/providers/contract';
import type { Connected } from './connect';
import { type PreparedStep, preparedStep } from './record-plan';

/** A step as its provider planned it, with what would undo it within seconds. */
export interface Planned {
  connected: Connected;
  prepared: PreparedStep;
  suspensions: readonly Suspension[];
}

interface LeaveOut {
  resourceKey: string;
  reason: string;
}

/**
 * Puts what would undo the steps into one wave before them all, each real thing once. What somebody leaves out becomes
 * a warning of the steps that it endangers, and is kept with its reason.
 */
export function suspendFirst(
  planned: readonly Planned[],
  leaveOut: readonly LeaveOut[],
): { steps: PreparedStep[]; leftOut: NonNullable<Plan['leftOut']> } {
  const suspended = new Map<string, PreparedStep>();
  const leftOut = new Map<string, NonNullable<Plan['leftOut']>[number]>();
  const steps = planned.map(({ connected, prepared, suspensions }) => {
    const warnings: PlanStep['warnings'] = [];
    for (const { plan, warning } of suspensions) {
      const suspending = preparedStep(connected, plan, { doubts: [], wave: 0, action: 'suspend' });
      const { resourceKey } = suspending.step;
      const left = leaveOut.find((each) => each.resourceKey === resourceKey);
      if (left) {
        const { componentName } = prepared.step;
        leftOut.set(resourceKey, { resourceKey, componentName, label: plan.to.label, reason: left.reason });
        warnings.push(warning);
      } else if (!suspended.has(resourceKey)) suspended.set(resourceKey, suspending);
    }
    return withWarnings(prepared, warnings);
  });
  const later = suspended.size > 0 ? steps.map(oneWaveLater) : steps;
  return { steps: [...suspended.values(), ...later], leftOut: [...leftOut.values()] };
}

const withWarnings = ({ step, detail }: PreparedStep, warnings: PlanStep['warnings']): PreparedStep => ({
  step: { ...step, warnings: [...step.warnings, ...warnings] },
  detail,
});

const oneWaveLater = ({ step, detail }: PreparedStep): PreparedStep => ({
  step: { ...step, wave: (step.wave ?? 0) + 1 },
  detail,
});
