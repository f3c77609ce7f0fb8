import { z } from 'zod';
import { ProviderError } from '../../error';
import { isAllowed } from '../allowed';
import { resourceName } from '../call';
import type { Kubernetes } from '../kubernetes';
import { type Manager, managersOf } from '../managers';
import { metadataSchema, type Workload } from '../objects';
import { digestOfJson, isObject } from '../template';
import { type AutomationRef, automationCall, refOfManager } from './calls';
import { kindOf } from './kinds';

const automationSchema = z.looseObject({ metadata: metadataSchema, spec: z.record(z.string(), z.unknown()) });

/** An automation as it is now. */
export interface Automation {
  ref: AutomationRef;
  uid: string;
  spec: Record<string, unknown>;
  annotations: Record<string, string>;
  /** Of the whole spec: identity of what was planned for, as its status moves all the time. */
  digest: string;
  /** The value of the switch; undefined where there is none. */
  value: unknown;
  isOn: boolean;
  isBusy: boolean;
  /** The ApplicationSet that writes this spec; null for one that people wrote. */
  owner: string | null;
}

export async function readAutomation(
  { api }: Kubernetes,
  ref: AutomationRef,
  signal: AbortSignal,
): Promise<Automation> {
  return automationOf(ref, await api.json(automationCall(ref, 'get'), signal));
}

export function automationOf(ref: AutomationRef, object: Record<string, unknown>): Automation {
  const { path, isOn, isBusy } = kindOf(ref.automation);
  const { metadata, spec } = automationSchema.parse(object);
  const value = path.reduce<unknown>((held, key) => (isObject(held) ? held[key] : undefined), spec);
  const owner = metadata.ownerReferences.find(({ kind }) => kind === 'ApplicationSet');
  return {
    ref,
    uid: metadata.uid,
    spec,
    annotations: metadata.annotations,
    digest: digestOfJson(spec),
    value,
    isOn: isOn(value),
    isBusy: isBusy(object),
    owner: typeof owner?.name === 'string' ? owner.name : null,
  };
}

/**
 * What can be done about a manager. `off`: it is suspended already. `owned`: an ApplicationSet would put the switch
 * back. `forbidden`: these credentials may not. `unknown`: it is kept elsewhere, or is of a kind that has no switch.
 */
export type Managed = { manager: Manager } & (
  | { state: 'on'; automation: Automation }
  | { state: 'off' | 'unknown' }
  | { state: 'owned'; owner: string }
  | { state: 'forbidden'; verb: string; resource: string; namespace: string }
);

/** Everything that may bring another version back, and whether it can be suspended. Reads only. */
export function readManaged(kubernetes: Kubernetes, workload: Workload, signal: AbortSignal): Promise<Managed[]> {
  return Promise.all(managersOf(workload).map((manager) => readOne(kubernetes, manager, signal)));
}

async function readOne(kubernetes: Kubernetes, manager: Manager, signal: AbortSignal): Promise<Managed> {
  const ref = refOfManager(manager, kubernetes.config);
  if (ref === null) return { manager, state: 'unknown' };
  const forbidden = (verb: 'get' | 'patch'): Managed => {
    const resource = resourceName(automationCall(ref, verb));
    return { manager, state: 'forbidden', verb, resource, namespace: ref.namespace };
  };
  try {
    const automation = await readAutomation(kubernetes, ref, signal);
    if (!automation.isOn) return { manager, state: 'off' };
    if (automation.owner !== null) return { manager, state: 'owned', owner: automation.owner };
    const may = await isAllowed(kubernetes, automationCall(ref, 'patch'), signal);
    return may ? { manager, state: 'on', automation } : forbidden('patch');
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'auth') return forbidden('get');
    if (error instanceof ProviderError && error.code === 'not_found') return { manager, state: 'unknown' };
    throw error;
  }
}
