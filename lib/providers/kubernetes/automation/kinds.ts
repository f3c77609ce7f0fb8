import type { Call } from '../call';
import type { Manager } from '../managers';
import { isObject } from '../template';

/** A custom resource whose controller brings back what is in git, and the switch in its `spec` that stops it. */
interface AutomationKind extends Pick<Call, 'group' | 'resource'> {
  kind: string;
  /** What people call it. */
  product: string;
  /** The switch, as keys below `spec`. */
  path: readonly [string] | readonly [string, string];
  /** What the switch is set to while it is suspended; undefined: taken away. */
  off: true | undefined;
  isOn(value: unknown): boolean;
  /** Whether a sync that began before is still at work. */
  isBusy(object: Record<string, unknown>): boolean;
}

const flux = {
  product: 'Flux',
  path: ['suspend'],
  off: true,
  isOn: (value: unknown) => value !== true,
  isBusy: isReconciling,
} as const;

/**
 * Sources: Argo CD, "Automated Sync Policy" (`spec.syncPolicy.automated`, off where `enabled` is false) and the
 * Application's `operation` and `status.operationState`; Flux, `spec.suspend` of Kustomization and HelmRelease, which
 * stops the next reconciliation and not the one at work.
 */
export const AUTOMATIONS = {
  argocd: {
    kind: 'Application',
    product: 'Argo CD',
    group: 'argoproj.io',
    resource: 'applications',
    path: ['syncPolicy', 'automated'],
    off: undefined,
    isOn: (value) => isObject(value) && value.enabled !== false,
    isBusy: isSyncing,
  },
  flux_kustomization: {
    ...flux,
    kind: 'Kustomization',
    group: 'kustomize.toolkit.fluxcd.io',
    resource: 'kustomizations',
  },
  flux_helm: { ...flux, kind: 'HelmRelease', group: 'helm.toolkit.fluxcd.io', resource: 'helmreleases' },
} as const satisfies Partial<Record<Manager['kind'], AutomationKind>>;
export type AutomationName = keyof typeof AUTOMATIONS;

export const kindOf = (name: AutomationName): AutomationKind => AUTOMATIONS[name];

export const isAutomationName = (name: string): name is AutomationName => Object.hasOwn(AUTOMATIONS, name);

function isSyncing({ operation, status }: Record<string, unknown>): boolean {
  const state = isObject(status) ? status.operationState : undefined;
  const phase = isObject(state) ? state.phase : undefined;
  return isObject(operation) || phase === 'Running' || phase === 'Terminating';
}

/** A failed reconciliation leaves the condition with reason ProgressingWithRetry, suspended or not. */
function isReconciling({ status }: Record<string, unknown>): boolean {
  const conditions = isObject(status) && Array.isArray(status.conditions) ? status.conditions : [];
  return conditions.some(
    (each) => isObject(each) && each.type === 'Reconciling' && each.status === 'True' && each.reason === 'Progressing',
  );
}
