import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Operation, Progress, ProviderPlan } from '../../contract';
import { ProviderError } from '../../error';
import type { Kubernetes } from '../kubernetes';
import { automationCall, titleOf } from './calls';
import { kindOf } from './kinds';
import { type Automation, automationOf, readAutomation } from './read';
import { type AutomationWrite, readWrite, refOf, refSchema, requireUnmoved, switchPatch } from './write';

const LOOK_EVERY_MS = 500;
/** A controller that had just decided to sync when the switch moved begins within moments. */
const QUIET_LOOKS = 2;

const operationSchema = refSchema.extend({ uid: z.string(), on: z.boolean() });

/**
 * Looks whether the switch stands where it should, else moves it. Errors: ProviderError `conflict` when the automation
 * was changed since the plan (nothing is written), those of the API.
 */
export async function startAutomation(
  kubernetes: Kubernetes,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Operation> {
  const write = readWrite(kubernetes, plan);
  const found = await readAutomation(kubernetes, refOf(write), signal);
  if (isDone(found, write)) return operationOf(found, key, plan, 'stands already at');
  requireUnmoved(found, write);
  const call = {
    ...automationCall(found.ref, 'patch'),
    query: { fieldManager: 'repli' },
    body: switchPatch(found, write, key),
    contentType: 'application/json-patch+json',
  };
  try {
    const patched = automationOf(found.ref, await kubernetes.api.json(call, signal));
    return operationOf(patched, key, plan, 'was set to');
  } catch (error) {
    return judge(kubernetes, { write, plan, key, error }, signal);
  }
}

/** After a patch that was refused or whose reply was lost: the server says what is true. */
async function judge(
  kubernetes: Kubernetes,
  { write, plan, key, error }: { write: AutomationWrite; plan: ProviderPlan; key: string; error: unknown },
  signal: AbortSignal,
): Promise<Operation> {
  // `failed` is what a test in the patch that did not hold becomes (422).
  const isOpen = error instanceof ProviderError && (error.retryable || ['failed', 'conflict'].includes(error.code));
  if (signal.aborted || !isOpen) throw error;
  const found = await readAutomation(kubernetes, refOf(write), signal).catch(() => {
    throw error;
  });
  if (isDone(found, write)) return operationOf(found, key, plan, 'stands already at');
  requireUnmoved(found, write);
  throw error;
}

const isDone = (found: Automation, { uid, on }: AutomationWrite): boolean => found.uid === uid && found.isOn === on;

function operationOf({ ref, uid, isOn }: Automation, key: string, plan: ProviderPlan, verb: string): Operation {
  const data: z.output<typeof operationSchema> = { ...ref, uid, on: isOn };
  return { id: `${uid}:${key}`, evidence: `${titleOf(ref)} ${verb} ${plan.to.summary}.`, data };
}

/**
 * Reads back until the switch stands and no earlier sync is at work. Errors: ProviderError `conflict` when somebody
 * moved it back, `timeout` when the signal ends.
 */
export async function* watchAutomation(
  kubernetes: Kubernetes,
  operation: Operation,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const { uid, on, ...ref } = operationSchema.parse(operation.data);
  const title = titleOf(ref);
  for (let quiet = 0; ; ) {
    const found = await readAutomation(kubernetes, ref, signal);
    if (found.uid !== uid || found.isOn !== on) throw movedBack(title, on);
    quiet = on || !found.isBusy ? quiet + 1 : 0;
    if (on || quiet >= QUIET_LOOKS) {
      const state = on ? 'on' : 'suspended, and no earlier sync is at work';
      yield { kind: 'converged', evidence: `${title} is ${state}.` };
      return;
    }
    const { product } = kindOf(ref.automation);
    yield {
      kind: 'progress',
      done: 0,
      total: 1,
      ...(quiet > 0
        ? { code: 'automation_suspended', params: { title }, text: `${title} is suspended.` }
        : {
            code: 'automation_busy',
            params: { product },
            text: `A sync that ${product} began before is still at work.`,
          }),
    };
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {
      throw new ProviderError('timeout', `${title} was not seen at rest in time: look at ${product}.`, {
        cause: signal.reason,
      });
    });
  }
}

const movedBack = (title: string, on: boolean): ProviderError =>
  new ProviderError(
    'conflict',
    on
      ? `${title} was suspended again by somebody: find out who, then restore it by hand.`
      : `${title} was switched on again: whatever declares it (another application, a commit) has to be suspended first.`,
  );
