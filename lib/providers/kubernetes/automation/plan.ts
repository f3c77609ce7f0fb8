import { isDeepStrictEqual } from 'node:util';
import { kubernetesCommandLine } from '@/lib/net/kubectl';
import { quote } from '@/lib/net/shell';
import type { Checkpoint, PlanWarning, ProviderPlan, Suspension } from '../../contract';
import { ProviderError } from '../../error';
import { clusterOf } from '../config';
import type { Kubernetes } from '../kubernetes';
import { managerWarning } from '../notices';
import { titleOf } from './calls';
import { checkpointSchema } from './checkpoint';
import { kindOf } from './kinds';
import { type Automation, type Managed, readAutomation } from './read';
import { type AutomationWrite, switchPatch } from './write';

/** The API takes the patch at once; a sync that is at work is let come to its end. */
const ESTIMATE_MS = 3_000;

/** What would undo the rollback and can be suspended. */
export const suspensionsOf = (kubernetes: Kubernetes, managed: readonly Managed[]): Suspension[] =>
  managed.flatMap((each) =>
    each.state === 'on'
      ? [
          {
            plan: suspendPlan(kubernetes, each.automation),
            warning: managerWarning(each.manager),
          },
        ]
      : [],
  );

function suspendPlan(kubernetes: Kubernetes, automation: Automation): ProviderPlan {
  const { ref, value } = automation;
  const { product, off } = kindOf(ref.automation);
  const title = titleOf(ref);
  const meanwhile: PlanWarning = {
    code: 'automation_stands_still',
    params: { product, title },
    text: `While ${title} is suspended, ${product} deploys nothing of it: neither a fix nor its other components.`,
  };
  return {
    ...planOf(kubernetes, automation, { value: off }, false),
    summary: {
      code: 'plan_suspend',
      params: { product, title },
      text: `Suspends ${title} of ${product}, so that it does not bring the other version back.`,
    },
    warnings: [meanwhile],
    followUps: [
      {
        kind: 'restore_automation',
        code: 'then_restore',
        params: { product, title, before: words(ref.automation, value) },
        text: `Once the fix is in git, let ${product} go on: restore ${title} (${words(ref.automation, value)}).`,
        restores: true,
        verifiable: true,
      },
    ],
  };
}

/**
 * The step that gives an automation back what a suspension took; one that is on already is left as it is. Errors:
 * ProviderError `conflict` when it is another object by now, `not_found` when it was deleted, `invalid_target` for a
 * checkpoint of something else.
 */
export async function restorePlan(
  kubernetes: Kubernetes,
  point: Checkpoint,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const data = checkpointSchema.safeParse(point.data);
  if (!data.success)
    throw new ProviderError('invalid_target', `Checkpoint ${point.id} is of no automation: switch it on by hand.`);
  const { uid, before, ...ref } = data.data;
  const automation = await readAutomation(kubernetes, ref, signal);
  const title = titleOf(ref);
  const { product } = kindOf(ref.automation);
  if (automation.uid !== uid)
    throw new ProviderError('conflict', `${title} was deleted and created again meanwhile: look at it by hand.`);
  return {
    ...planOf(kubernetes, automation, automation.isOn ? { value: automation.value } : before, true),
    summary: {
      code: 'plan_restore',
      params: { product, title },
      text: `Restores ${title} of ${product}: from then on it deploys what is in git.`,
    },
    warnings: [],
    followUps: [],
  };
}

/** The same as part of taking a run back. Errors: also ProviderError `conflict` when it is on already. */
export async function undoSuspension(
  kubernetes: Kubernetes,
  point: Checkpoint,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const plan = await restorePlan(kubernetes, point, signal);
  if (plan.from.id !== plan.to.id) return plan;
  throw new ProviderError('conflict', `${plan.to.label}: there is nothing to restore.`);
}

function planOf(
  kubernetes: Kubernetes,
  automation: Automation,
  after: { value?: unknown },
  on: boolean,
): Omit<ProviderPlan, 'summary' | 'warnings' | 'followUps'> {
  const { ref, uid, digest, value } = automation;
  const write: AutomationWrite = {
    ...ref,
    uid,
    expected: digest,
    before: { value: value ?? null },
    after: { value: after.value ?? null },
    on,
  };
  const [from, to] = [words(ref.automation, value), words(ref.automation, after.value)];
  const label = (isOn: boolean) => `${kindOf(ref.automation).kind} ${ref.name} ${isOn ? 'on' : 'suspended'}`;
  const id = (isOn: boolean) => `${ref.automation}:${ref.namespace}/${ref.name}:${isOn ? 'on' : 'suspended'}`;
  const file = `${ref.namespace}/${ref.name}`;
  return {
    from: { id: id(automation.isOn), label: label(automation.isOn), summary: from },
    to: { id: id(on), label: label(on), summary: to },
    diff: isDeepStrictEqual(from, to) ? '' : `--- ${file}\n+++ ${file}\n@@ -1,1 +1,1 @@\n-${from}\n+${to}\n`,
    commands: commandsFor(kubernetes, automation, write),
    losses: [],
    touchesData: false,
    write: { ...write },
    estimateMs: ESTIMATE_MS,
    resource: `${clusterOf(kubernetes.config)}#${titleOf(ref)}`,
  };
}

/** The same patch by hand, without the test on the spec, which may hold secrets. */
function commandsFor(kubernetes: Kubernetes, automation: Automation, write: AutomationWrite): string[] {
  const { ref } = automation;
  const { group, resource } = kindOf(ref.automation);
  const { setup, kubectl } = kubernetesCommandLine(kubernetes.config, ref.namespace);
  const patch = switchPatch(automation, write, '').filter(({ op, path }) => op !== 'test' && path.startsWith('/spec'));
  return [
    ...setup,
    `${kubectl} patch ${quote(`${resource}.${group}`)} ${quote(ref.name)} --type json -p ${quote(JSON.stringify(patch))}`,
  ];
}

function words(name: Automation['ref']['automation'], value: unknown): string {
  const path = ['spec', ...kindOf(name).path].join('.');
  return value === undefined || value === null ? `no ${path}` : `${path}: ${JSON.stringify(value)}`;
}
