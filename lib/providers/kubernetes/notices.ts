import type { PlanWarning, ProviderPlan } from '../contract';
import type { Managed } from './automation/read';
import type { Entry, History } from './history';
import type { Kubernetes } from './kubernetes';
import type { Manager } from './managers';
import { referencesOf } from './references';
import { labelOf } from './revision';
import { rolloutStatus } from './rollout-status';
import { imagesOf } from './template';

const NAMED = 20;

/** A horizontal pod autoscaler of the workload. */
export interface Autoscaler {
  name: string;
  min: number;
  max: number;
}

const list = (items: string[]): string =>
  items.slice(0, NAMED).join(', ') + (items.length > NAMED ? `, + ${items.length - NAMED}` : '');

/** What the commander acknowledges before the start, once. */
export function warningsOf(
  kubernetes: Kubernetes,
  history: History,
  target: Entry,
  { managed, autoscalers }: { managed: readonly Managed[]; autoscalers: Autoscaler[] },
): PlanWarning[] {
  const { workload, current } = history;
  const { spec } = workload;
  const images = imagesOf(target.template);
  const warnings: PlanWarning[] = managed.flatMap(managedWarnings);
  const add = (code: string, params: Record<string, string | number>, text: string) =>
    warnings.push({ code, params, text });
  for (const { name, min, max } of autoscalers)
    add('autoscaler', { name, min, max }, `HorizontalPodAutoscaler ${name} goes on scaling between ${min} and ${max}.`);
  const partition = spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  if (partition > 0)
    add('partition', { partition }, `Only pods from number ${partition} on are replaced: the update is partitioned.`);
  if (mayStick(kubernetes, history))
    add(
      'may_stick',
      { workload: kubernetes.config.workload },
      'Pods that are not ready hold the update up: Kubernetes waits for them in order. Delete the broken pod once the rollback has begun.',
    );
  if (list(images) === list(imagesOf(current.template)))
    add(
      'same_images',
      { list: list(images) },
      `The images stay the same (${list(images)}): only the configuration changes.`,
    );
  const mutable = images.filter(isMutable);
  if (mutable.length > 0)
    add('mutable_tag', { list: list(mutable) }, `${list(mutable)} may be another image today than it was then.`);
  if (spec.replicas === 0) add('scaled_to_zero', {}, 'It is scaled to zero: the rollback starts no pod.');
  return warnings;
}

/**
 * Kubernetes documentation, StatefulSets, "Forced rollback": with ordered pods a broken one must be deleted by hand
 * (kubernetes/kubernetes#67250).
 */
function mayStick({ kind }: Kubernetes, { workload }: History): boolean {
  const isOrdered = workload.spec.podManagementPolicy !== 'Parallel';
  return kind === 'statefulset' && isOrdered && rolloutStatus(kind, workload).state !== 'done';
}

/** A tag that people move. What a tag with a number or a digest names is taken to stay. */
function isMutable(image: string): boolean {
  if (image.includes('@')) return false;
  const [, tag = 'latest'] = /:([^/:]+)$/.exec(image) ?? [];
  return /^(?:latest|stable|main|master|dev(?:elop)?|edge|nightly|production|prod|staging)$/.test(tag);
}

/** What can be suspended is a step of the plan, and what is off already warns of nothing. */
function managedWarnings(managed: Managed): PlanWarning[] {
  const { manager, state } = managed;
  const { name } = manager;
  if (state === 'on' || state === 'off') return [];
  if (state === 'owned')
    return [
      {
        code: 'automation_owned',
        params: { name, owner: managed.owner },
        text: `Argo CD application ${name} brings the other version back within seconds, and ApplicationSet ${managed.owner} would put its auto-sync back: take automated out of the template of ${managed.owner} first.`,
      },
    ];
  if (state === 'forbidden') {
    const { verb, resource, namespace } = managed;
    return [
      {
        code: 'automation_forbidden',
        params: { verb, resource, name, namespace },
        text: `${name} brings the other version back within seconds, and these credentials may not suspend it: add the verb ${verb} on ${resource} in ${namespace} to their Role, or suspend it by hand before you start.`,
      },
    ];
  }
  return [managerWarning(manager)];
}

export function managerWarning({ kind, name, namespace }: Manager): PlanWarning {
  const words: Record<Manager['kind'], string> = {
    argocd: `Argo CD application ${name} manages this: with auto-sync it brings the other version back within seconds. Suspend it first: argocd app set ${name} --sync-policy none`,
    flux_kustomization: `Flux manages this and brings the other version back. Suspend it first: flux suspend kustomization ${name} -n ${namespace}`,
    flux_helm: `Flux manages this and brings the other version back. Suspend it first: flux suspend helmrelease ${name} -n ${namespace}`,
    helm: `Helm release ${name} does not learn of this rollback. Its own way back: helm history ${name} -n ${namespace}, then helm rollback ${name} REVISION -n ${namespace}`,
    other: `${name} changes this workload too and may bring the other version back.`,
  };
  return { code: `manager_${kind}`, params: { name, namespace }, text: words[kind] };
}

/** What putting a template back leaves as it is (rule 8). */
export function lossesOf({ kind }: Kubernetes, { workload }: History, target: Entry): PlanWarning[] {
  const references = referencesOf(target.template);
  const losses: PlanWarning[] = [];
  if (references.length > 0)
    losses.push({
      code: 'config_stays',
      params: { list: list(references) },
      text: `ConfigMaps and Secrets are not restored; this revision uses them as they are now: ${list(references)}.`,
    });
  losses.push({
    code: 'data_stays',
    text: 'Databases and volumes are not restored: data and schema stay as they are.',
  });
  losses.push(
    kind === 'daemonset'
      ? { code: 'others_stay', text: 'Services, Ingresses and other objects are not restored.' }
      : {
          code: 'others_and_replicas_stay',
          params: { count: workload.spec.replicas ?? 1 },
          text: `Services, Ingresses, the number of replicas (${workload.spec.replicas ?? 1}) and other objects are not restored.`,
        },
  );
  return losses;
}

/** What can be suspended opens its follow-up by itself, and what was off before is not ours to restore. */
export function followUpsOf(
  kubernetes: Kubernetes,
  { current }: History,
  managed: readonly Managed[],
): ProviderPlan['followUps'] {
  const restore = managed.flatMap(({ state, manager: { kind, name, namespace } }) => {
    if (state === 'on' || state === 'off') return [];
    const from = labelOf(current);
    const { text, ...also } = {
      argocd: {
        text: `Once the fix is in git, let Argo CD sync ${name} again: argocd app set ${name} --sync-policy automated`,
      },
      flux_kustomization: {
        namespace,
        text: `Once the fix is in git, let Flux go on: flux resume kustomization ${name} -n ${namespace}`,
      },
      flux_helm: {
        namespace,
        text: `Once the fix is in git, let Flux go on: flux resume helmrelease ${name} -n ${namespace}`,
      },
      helm: {
        from,
        text: `Bring Helm release ${name} in line with what runs, or its next upgrade ships ${from} again.`,
      },
      other: { from, text: `See to it that ${name} does not bring ${from} back.` },
    }[kind];
    return { kind: 'restore_automation', code: `then_${kind}`, params: { name, ...also }, text };
  });
  return [
    ...restore,
    {
      kind: 'definitive_fix',
      code: 'then_fix',
      params: { from: labelOf(current), workload: kubernetes.config.workload },
      text: `Fix what was wrong in ${labelOf(current)} where ${kubernetes.config.workload} is deployed from: the next deployment ships it again otherwise.`,
    },
  ];
}
