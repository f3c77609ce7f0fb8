import { randomUUID } from 'node:crypto';
import type { Command } from '@/lib/domain/command';
import type { Plan } from '@/lib/domain/facts';
import type { Result } from '@/lib/domain/snapshot';
import type { IncidentState } from '@/lib/domain/state';
import { execute } from '@/lib/log/execute';
import { connectComponent } from './connect';
import { type PersonActor, refused } from './ctx';
import { preparePlan } from './prepare-plan';
import { prepareUndo } from './prepare-undo';

const CURRENT_DEADLINE_MS = 10_000;

type Start = Pick<Extract<Command, { type: 'run.start' }>, 'planId' | 'hash' | 'glass'>;

/**
 * Starts the plan on the table, with what every component is on read just now. A plan that went stale is prepared again
 * to the same targets: the error `stale_plan` carries the new plan's id and hash, to which one more press continues
 * (rule 5). Throws ProviderError.
 */
export async function startRun(
  state: IncidentState,
  start: Start,
  actor: PersonActor,
): Promise<Result<{ runId: string }>> {
  const runId = randomUUID();
  const readAt = new Date().toISOString();
  const current = state.plan ? await readCurrent(state.plan, state.incidentId) : {};
  const started = await execute(state.incidentId, { type: 'run.start', runId, ...start, current, readAt }, actor);
  if (started.ok) return { ok: true, data: { runId } };
  return started.refusal.code === 'stale_plan' ? refresh(state, actor) : refused(started.refusal);
}

/** What each component of the plan is on, asked just now: component id → revision id. */
async function readCurrent(plan: Plan, incidentId: string): Promise<Record<string, string>> {
  const signal = AbortSignal.timeout(CURRENT_DEADLINE_MS);
  const entries = await Promise.all(
    plan.steps
      .filter(({ action }) => !action)
      .map(async (step) => {
        const { connection } = await connectComponent(step.componentId, incidentId);
        return [step.componentId, (await connection.current({ signal })).id] as const;
      }),
  );
  return Object.fromEntries(entries);
}

async function refresh({ incidentId, plan }: IncidentState, actor: PersonActor): Promise<Result<never>> {
  if (!plan) return { ok: false, error: { code: 'stale_plan' } };
  const isUndo = plan.steps.some(({ undoOf }) => undoOf);
  const fresh = isUndo ? await prepareUndo(incidentId, actor) : await preparePlan(incidentId, sameAgain(plan), actor);
  return fresh.ok ? { ok: false, error: { code: 'stale_plan', params: { ...fresh.data } } } : fresh;
}

/** The request that a plan answered. */
function sameAgain({ steps: all, playbook, leftOut, writers }: Plan) {
  const steps = all.filter(({ action }) => !action);
  const numbers = [...new Set(steps.map(({ wave = 0 }) => wave))].sort((a, b) => a - b);
  const waves = numbers.map((number) =>
    steps.filter(({ wave = 0 }) => wave === number).map(({ componentId, to }) => ({ componentId, revisionId: to.id })),
  );
  const leaveOut = leftOut?.map(({ resourceKey, reason }) => ({ resourceKey, reason }));
  const stopWriters = writers?.flatMap(({ componentId, stopped }) => (stopped ? [componentId] : []));
  return {
    waves,
    ...(playbook ? { playbook: playbook.name } : {}),
    ...(leaveOut ? { leaveOut } : {}),
    ...(stopWriters ? { stopWriters } : {}),
  };
}
