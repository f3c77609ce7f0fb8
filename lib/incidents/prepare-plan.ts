import { credentialTroubles } from '@/lib/credentials/read';
import { credentialWarning } from '@/lib/credentials/warning';
import type { Result } from '@/lib/domain/snapshot';
import type { IncidentState } from '@/lib/domain/state';
import { readState } from '@/lib/log/read-state';
import type { Canary } from '@/lib/providers/contract';
import { canaryFirst } from './canary-first';
import { connectComponent } from './connect';
import { notFound, type PersonActor } from './ctx';
import type { PlanRequest, Target } from './plan-request';
import { preparedStep, recordPlan } from './record-plan';
import { doubtsAbout } from './revisions';
import { misfits } from './schema-fit';
import { estimateStep } from './step-history';
import { stopWriters } from './stop-writers';
import { type Planned, suspendFirst } from './suspend-first';
import { takeInputs } from './take-inputs';

const PLAN_DEADLINE_MS = 30_000;

/**
 * Asks the provider of each component, all at once, what going back to its target would do, and records the plan.
 * Reads only. Throws ProviderError.
 */
export async function preparePlan(
  incidentId: string,
  { waves, playbook: name, leaveOut = [], stopWriters: wanted = [] }: PlanRequest,
  actor: PersonActor,
): Promise<Result<{ planId: string; hash: string }>> {
  const state = await readState(incidentId);
  if (!state) return notFound();
  const targets = waves.flatMap((targets, wave) => targets.map((target) => ({ ...target, wave })));
  const moves = await Promise.all(targets.map((target) => planStep(state, target, targets)));
  const { planned, writers } = await stopWriters(state, canaryFirst(moves), wanted);
  const { steps, leftOut } = suspendFirst(planned, leaveOut);
  const playbook = state.service.playbooks?.find((candidate) => candidate.name === name);
  return recordPlan(incidentId, takeInputs(steps), actor, {
    ...(playbook ? { playbook: { name: playbook.name, expectMs: playbook.expectMs } } : {}),
    ...(leftOut.length > 0 ? { leftOut } : {}),
    ...(writers && writers.length > 0 ? { writers } : {}),
  });
}

async function planStep(
  state: IncidentState,
  { componentId, revisionId, wave }: Target & { wave: number },
  planned: readonly Target[],
): Promise<Planned & { canary: Canary | undefined }> {
  const connected = await connectComponent(componentId, state.incidentId);
  const [plan, doubts, estimate, troubles] = await Promise.all([
    connected.connection.plan(revisionId, { signal: AbortSignal.timeout(PLAN_DEADLINE_MS) }),
    doubtsAbout(componentId, revisionId, state),
    estimateStep(componentId),
    credentialTroubles(connected.config),
  ]);
  const misfit = await misfits(state, connected, plan.to, planned);
  const warnings = [...plan.warnings, ...misfit, ...troubles.map(credentialWarning)];
  const prepared = preparedStep(connected, { ...plan, warnings }, { doubts, wave, ...estimate });
  return { connected, prepared, suspensions: plan.suspensions ?? [], canary: plan.canary };
}
