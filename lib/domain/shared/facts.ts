import type { Actor, CheckFact, Params, Person, Plan, PlanStep, ServiceFact } from '../facts';
import { hideSecrets } from '../policy';

/** Copies of facts without what a shared link must not show. Built field by field: a new field stays inside until it is let out here. */

export const text = hideSecrets;

/** What a translation is filled with. */
export const params = (given: Params): Params =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? text(value) : value]),
  );

/** People are known by name only. */
export function person({ name }: Person): Person {
  return { id: name, name };
}

export function actor(who: Actor): Actor {
  return who.kind === 'person' ? { kind: 'person', id: who.name, name: who.name, role: 'viewer' } : who;
}

export function check(fact: CheckFact): CheckFact {
  const { id, name, kind, required, manual, expected, baseline } = fact;
  return {
    id,
    name,
    kind,
    required,
    manual,
    command: '',
    expected: text(expected),
    ...(baseline ? { baseline } : {}),
  };
}

export function service(fact: ServiceFact): ServiceFact {
  const { id, slug, name, environment, owner } = fact;
  const components = fact.components.map((component) => ({
    id: component.id,
    name: component.name,
    provider: component.provider,
  }));
  return { id, slug, name, environment, owner, components, checks: fact.checks.map(check), channels: [] };
}

function step(fact: PlanStep): PlanStep {
  const { id, componentId, componentName, provider, from, to, doubts, touchesData } = fact;
  const { summary, summaryCode, summaryParams } = fact;
  const { action, whileStopped, wave, estimateMs, estimateP90Ms, estimateFrom, undoOf } = fact;
  const notice = ({ code, text: said, params: given }: PlanStep['warnings'][number]) => ({
    code,
    text: text(said),
    ...(given ? { params: params(given) } : {}),
  });
  return {
    id,
    componentId,
    componentName,
    provider,
    resourceKey: '',
    from,
    to,
    summary: text(summary),
    ...(summaryCode === undefined ? {} : { summaryCode }),
    ...(summaryParams ? { summaryParams: params(summaryParams) } : {}),
    doubts,
    warnings: fact.warnings.map(notice),
    losses: fact.losses.map(notice),
    followUps: [],
    touchesData,
    ...(action ? { action } : {}),
    ...(whileStopped ? { whileStopped } : {}),
    ...(wave === undefined ? {} : { wave }),
    ...(estimateMs === undefined ? {} : { estimateMs }),
    ...(estimateP90Ms === undefined ? {} : { estimateP90Ms }),
    ...(estimateFrom === undefined ? {} : { estimateFrom }),
    ...(undoOf ? { undoOf } : {}),
  };
}

export function plan({ id, steps, playbook, leftOut, readAt }: Plan): Plan {
  return {
    id,
    hash: '',
    documentDigest: '',
    steps: steps.map(step),
    ...(playbook ? { playbook } : {}),
    ...(leftOut ? { leftOut: leftOut.map((each) => ({ ...each, resourceKey: '', reason: text(each.reason) })) } : {}),
    readAt,
  };
}
