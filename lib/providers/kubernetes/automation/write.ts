import { z } from 'zod';
import type { ProviderPlan } from '../../contract';
import { ProviderError } from '../../error';
import { RUN } from '../history';
import type { Kubernetes } from '../kubernetes';
import type { Operation } from '../patch';
import { isObject } from '../template';
import { type AutomationRef, titleOf } from './calls';
import { AUTOMATIONS, type AutomationName, kindOf } from './kinds';
import type { Automation } from './read';

const names = Object.keys(AUTOMATIONS) as [AutomationName, ...AutomationName[]];

export const refSchema = z.object({ automation: z.enum(names), namespace: z.string(), name: z.string() });

const writeSchema = refSchema.extend({
  uid: z.string(),
  /** Digest of the spec that the plan was made against. */
  expected: z.string(),
  /** The switch before, and what it is set to; null: there is none. */
  before: z.object({ value: z.unknown() }),
  after: z.object({ value: z.unknown() }),
  /** Whether it is on afterwards. */
  on: z.boolean(),
});
export type AutomationWrite = z.output<typeof writeSchema>;

/** Whether a plan or a checkpoint is about an automation, not about the workload. */
export const isAboutAutomation = (data: Record<string, unknown>): boolean => 'automation' in data;

/** Errors: ProviderError `invalid_target` for a plan that does not say what to write. */
export function readWrite(kubernetes: Kubernetes, { write }: ProviderPlan): AutomationWrite {
  const parsed = writeSchema.safeParse(write);
  if (parsed.success) return parsed.data;
  throw new ProviderError(
    'invalid_target',
    `This plan was not made for what manages ${kubernetes.title}: prepare it again.`,
  );
}

export const refOf = ({ automation, namespace, name }: AutomationWrite): AutomationRef => ({
  automation,
  namespace,
  name,
});

/** Errors: ProviderError `conflict` when the object is another one or its spec was changed since the plan. */
export function requireUnmoved(found: Automation, { uid, expected }: AutomationWrite): void {
  if (found.uid === uid && found.digest === expected) return;
  throw new ProviderError(
    'conflict',
    `${titleOf(found.ref)} was changed since the plan was made, so nothing was written to it: prepare the plan again.`,
  );
}

/**
 * The switch as one JSON Patch that tests identity and the whole spec first. Not a test on resourceVersion: Argo CD
 * keeps an Application's status in the same object and moves it with each look.
 */
export function switchPatch(found: Automation, { uid, after }: AutomationWrite, key: string): Operation[] {
  const { path } = kindOf(found.ref.automation);
  return [
    { op: 'test', path: '/metadata/uid', value: uid },
    { op: 'test', path: '/spec', value: found.spec },
    ...switchTo(found.spec, path, after.value),
    Object.keys(found.annotations).length === 0
      ? { op: 'add', path: '/metadata/annotations', value: { [RUN]: key } }
      : { op: 'add', path: `/metadata/annotations/${RUN.replace('/', '~1')}`, value: key },
  ];
}

function switchTo(spec: Record<string, unknown>, [first, second]: readonly string[], value: unknown): Operation[] {
  if (first === undefined) return [];
  const held = spec[first];
  if (value === null) return [{ op: 'remove', path: ['/spec', first, ...(second ? [second] : [])].join('/') }];
  if (second === undefined) return [{ op: 'add', path: `/spec/${first}`, value }];
  return isObject(held)
    ? [{ op: 'add', path: `/spec/${first}/${second}`, value }]
    : [{ op: 'add', path: `/spec/${first}`, value: { [second]: value } }];
}
