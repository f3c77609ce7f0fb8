import { createHash, randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import { canonical } from '@/lib/domain/canonical';
import type { Plan, PlanStep } from '@/lib/domain/facts';
import { planHash } from '@/lib/domain/plan-hash';
import type { PlanDocument, Result } from '@/lib/domain/snapshot';
import { execute } from '@/lib/log/execute';
import type { Notice, Provider, ProviderPlan } from '@/lib/providers/contract';
import type { Connected } from './connect';
import { type PersonActor, refused } from './ctx';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A step with the part of it that stays out of the log: commands, diff, and what the provider needs to write. */
export interface PreparedStep {
  step: PlanStep;
  detail: PlanDocument['steps'][number];
}

/** What a run locks for a plan that writes to something else than the component. */
export const lockOf = (provider: Provider, resource: string | undefined): string | undefined =>
  resource === undefined ? undefined : `${provider.id}:${resource}`;

/** What a provider said it would do, as a step of a plan. `more` is what Repli knows beside. */
export function preparedStep(
  { component, provider, resourceKey }: Connected,
  {
    from,
    to,
    summary,
    warnings,
    losses,
    followUps,
    touchesData,
    estimateMs,
    diff,
    commands,
    write,
    resource,
  }: ProviderPlan,
  more: Pick<PlanStep, 'doubts'> & Partial<PlanStep>,
): PreparedStep {
  const estimate = estimateMs === undefined ? {} : { estimateMs, estimateFrom: 'provider' as const };
  const step: PlanStep = {
    id: randomUUID(),
    componentId: component.id,
    componentName: component.name,
    provider: provider.id,
    resourceKey: lockOf(provider, resource) ?? resourceKey,
    ...{ from, to, ...summaryOf(summary), warnings, losses, followUps, touchesData },
    ...estimate,
    ...more,
  };
  return { step, detail: { stepId: step.id, diff, commands, write } };
}

const summaryOf = ({ code, params, text }: Notice) => ({
  summary: text,
  summaryCode: code,
  ...(params ? { summaryParams: params } : {}),
});

/** Keeps commands and diffs as a document under their digest, and records the plan. */
export async function recordPlan(
  incidentId: string,
  prepared: readonly PreparedStep[],
  actor: PersonActor,
  more: Pick<Plan, 'playbook' | 'leftOut' | 'writers'> = {},
): Promise<Result<{ planId: string; hash: string }>> {
  const steps = prepared.map(({ step }) => step);
  const document: PlanDocument = { steps: prepared.map(({ detail }) => detail) };
  const documentDigest = sha256(canonical(document));
  await db().planDocument.upsert({
    where: { digest: documentDigest },
    create: { digest: documentDigest, incidentId, content: document as object },
    update: {},
  });
  const plan: Plan = {
    id: randomUUID(),
    hash: planHash(steps, sha256),
    documentDigest,
    steps,
    ...more,
    readAt: new Date().toISOString(),
  };
  const result = await execute(incidentId, { type: 'plan.record', plan }, actor);
  return result.ok ? { ok: true, data: { planId: plan.id, hash: plan.hash } } : refused(result.refusal);
}
