/** What the emulated API serves; anything else is an unknown path, which is 404. */
interface Resource {
  group: string;
  apiVersion: string;
  kind: string;
  verbs: readonly ('get' | 'list' | 'watch' | 'patch')[];
  /** Fields of `spec` that may be sent (API reference, and the custom resources’ own); undefined where nothing is written. */
  specFields?: readonly string[];
}

const READ = ['get', 'list', 'watch'] as const;
const WRITE = [...READ, 'patch'] as const;
const COMMON = ['selector', 'template', 'minReadySeconds', 'revisionHistoryLimit'];

export const RESOURCES: Readonly<Record<string, Resource>> = {
  deployments: {
    group: 'apps',
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    verbs: WRITE,
    specFields: [...COMMON, 'replicas', 'strategy', 'paused', 'progressDeadlineSeconds'],
  },
  statefulsets: {
    group: 'apps',
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    verbs: WRITE,
    specFields: [
      ...COMMON,
      'replicas',
      'updateStrategy',
      'podManagementPolicy',
      'serviceName',
      'volumeClaimTemplates',
      'persistentVolumeClaimRetentionPolicy',
      'ordinals',
    ],
  },
  daemonsets: {
    group: 'apps',
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    verbs: WRITE,
    specFields: [...COMMON, 'updateStrategy'],
  },
  replicasets: { group: 'apps', apiVersion: 'apps/v1', kind: 'ReplicaSet', verbs: READ },
  controllerrevisions: { group: 'apps', apiVersion: 'apps/v1', kind: 'ControllerRevision', verbs: READ },
  pods: { group: '', apiVersion: 'v1', kind: 'Pod', verbs: READ },
  events: { group: '', apiVersion: 'v1', kind: 'Event', verbs: READ },
  horizontalpodautoscalers: {
    group: 'autoscaling',
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    verbs: WRITE,
    specFields: ['scaleTargetRef', 'minReplicas', 'maxReplicas', 'metrics', 'behavior'],
  },
  applications: {
    group: 'argoproj.io',
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    verbs: WRITE,
    specFields: ['project', 'source', 'sources', 'destination', 'syncPolicy', 'ignoreDifferences', 'info'],
  },
  kustomizations: {
    group: 'kustomize.toolkit.fluxcd.io',
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    verbs: WRITE,
    specFields: ['interval', 'path', 'prune', 'sourceRef', 'suspend', 'targetNamespace', 'timeout', 'wait'],
  },
  helmreleases: {
    group: 'helm.toolkit.fluxcd.io',
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    verbs: WRITE,
    specFields: ['interval', 'chart', 'driftDetection', 'suspend', 'values'],
  },
};

/** Query parameters by verb (API reference, "Common parameters"). A real server ignores others; here they are a mistake. */
export const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  get: [],
  list: ['labelSelector', 'fieldSelector', 'limit', 'continue', 'resourceVersion'],
  watch: ['labelSelector', 'fieldSelector', 'watch', 'resourceVersion', 'timeoutSeconds', 'allowWatchBookmarks'],
  patch: ['fieldManager', 'fieldValidation', 'dryRun'],
  log: ['container', 'previous', 'tailLines', 'limitBytes', 'timestamps', 'sinceSeconds'],
  create: [],
};
