import type { PlanStep } from '@/lib/domain/facts';
import type { IncidentState, StepState } from '@/lib/domain/state';
import { connectComponent } from '@/lib/incidents/connect';
import { readPlanDocument } from '@/lib/incidents/plan-document';
import type { Connection, ProviderPlan } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';
import type { Claim } from './claim';
import { leftMs } from './step/deadline';
import { writeOf } from './step/inputs';

/** A run in the hands of this worker. `signal` ends with the claim, the process, an abort or this job's time slice. */
export interface Grip {
  incidentId: string;
  claim: Claim;
  signal: AbortSignal;
}

/** All that acting on one step needs. */
export interface StepContext extends Grip {
  runId: string;
  step: StepState;
  planStep: PlanStep;
  plan: ProviderPlan;
  connection: Connection;
  /** Same for every attempt at this step, in every process: what makes a repeated write harmless. */
  key: string;
  /** What is left of the time that the step may take where it stands; see `leftMs`. */
  leftMs: number;
}

/** Puts a step together again from the log, its plan document and the catalogue. Throws ProviderError. */
export async function stepContext(
  state: IncidentState,
  step: StepState,
  { claim, signal }: Grip,
): Promise<StepContext> {
  const planStep = state.plan?.steps.find((candidate) => candidate.id === step.id);
  if (!state.plan || !planStep)
    throw new ProviderError('invalid_target', 'The plan of this step is gone: prepare a new plan.');
  const document = await readPlanDocument(state.plan.documentDigest);
  const detail = document?.steps.find((candidate) => candidate.stepId === step.id);
  if (!detail) throw new ProviderError('invalid_target', 'The plan document of this step is gone: prepare a new plan.');
  const { connection } = await connectComponent(planStep.componentId, state.incidentId);
  return {
    incidentId: state.incidentId,
    runId: claim.runId,
    claim,
    step,
    planStep,
    plan: {
      from: planStep.from,
      to: planStep.to,
      summary: { code: planStep.summaryCode ?? '', params: planStep.summaryParams, text: planStep.summary },
      diff: detail.diff,
      commands: detail.commands,
      warnings: planStep.warnings,
      losses: planStep.losses,
      followUps: planStep.followUps.map((followUp) => ({ ...followUp, code: followUp.code ?? '' })),
      touchesData: planStep.touchesData,
      write: await writeOf(connection, detail.write, planStep, { run: state.run, signal }),
    },
    connection,
    key: `${claim.runId}.${step.id}`,
    leftMs: await leftMs(state, step),
    signal,
  };
}
