/** Objects of the emulated API: what its controllers need is typed, the rest is kept as it came. */
export interface Metadata {
  name: string;
  namespace: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller: true }[];
  managedFields?: { manager: string; operation: string; apiVersion: string; time: string; [field: string]: unknown }[];
}

export interface Stored {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  [field: string]: unknown;
}

export interface Template {
  metadata: { labels: Record<string, string>; [field: string]: unknown };
  spec: {
    containers: { name: string; image: string; env?: { name: string; value?: string }[]; [field: string]: unknown }[];
    [field: string]: unknown;
  };
}

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastUpdateTime: string;
  lastTransitionTime: string;
}

/** A Deployment, StatefulSet or DaemonSet, or a ReplicaSet. */
export interface Workload extends Stored {
  spec: {
    replicas: number;
    paused?: boolean;
    progressDeadlineSeconds?: number;
    revisionHistoryLimit: number;
    podManagementPolicy?: string;
    strategy?: { type: string; rollingUpdate?: { maxSurge: string | number; maxUnavailable: string | number } };
    updateStrategy?: { type: string; rollingUpdate?: { partition?: number; maxUnavailable?: number } };
    selector: { matchLabels: Record<string, string> };
    template: Template;
  };
  status: {
    observedGeneration?: number;
    conditions?: Condition[];
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    unavailableReplicas?: number;
    [field: string]: unknown;
  };
}

export interface ControllerRevision extends Stored {
  revision: number;
  data: { spec: { template: Template & { $patch: 'replace' } } };
}

interface ContainerState {
  waiting?: { reason: string; message: string };
  running?: { startedAt: string };
  terminated?: { reason: string; exitCode: number; finishedAt: string };
}

export interface Pod extends Stored {
  spec: Template['spec'];
  status: {
    phase: string;
    conditions: { type: string; status: string; reason?: string; message?: string }[];
    containerStatuses: {
      name: string;
      image: string;
      imageID: string;
      ready: boolean;
      restartCount: number;
      state: ContainerState;
      lastState: ContainerState;
    }[];
  };
}

export const ownedBy = (owner: Stored, object: Stored): boolean =>
  object.metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) ?? false;

export const referenceTo = ({ apiVersion, kind, metadata }: Stored): Metadata['ownerReferences'] => [
  { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true },
];

export const isReady = ({ status }: Pod): boolean =>
  status.conditions.some(({ type, status: held }) => type === 'Ready' && held === 'True');
