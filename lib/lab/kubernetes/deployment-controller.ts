import { type Condition, ownedBy, referenceTo, type Workload } from './objects';
import { progressCondition } from './progress';
import type { Store } from './store';
import { hashOf, sameTemplate, withHash } from './template';

const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
/** Not copied from a Deployment to its ReplicaSets (deployment_util.go, annotationsToSkip). */
const OWN_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

const revisionOf = ({ metadata }: Workload): number => Number(metadata.annotations?.[REVISION] ?? 0);

/** One sync of the Deployment controller (pkg/controller/deployment: sync.go, rolling.go, progress.go). */
export function syncDeployment(store: Store, { metadata }: Workload): void {
  const deployment = store.get<Workload>('deployments', metadata.namespace, metadata.name);
  if (!deployment) return;
  const owned = () => store.list<Workload>('replicasets').filter((set) => ownedBy(deployment, set));
  const { paused, template } = deployment.spec;
  if (!paused) roll(store, deployment, recordRevision(store, deployment, owned()), owned());
  const sets = owned();
  const current = sets.find((set) => sameTemplate(set.spec.template, template));
  store.put('deployments', { ...deployment, status: statusOf(store.time(), deployment, current, sets) });
  prune(store, deployment, sets, current);
}

/** Finds the ReplicaSet of the template or makes it; used again, it gets the next number and keeps the old ones in an annotation. */
function recordRevision(store: Store, deployment: Workload, sets: Workload[]): Workload {
  const { namespace, name } = deployment.metadata;
  const { template } = deployment.spec;
  const found = sets.find((set) => sameTemplate(set.spec.template, template));
  const highest = Math.max(0, ...sets.filter((set) => set !== found).map(revisionOf));
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([key]) => !OWN_ANNOTATIONS.includes(key),
  );
  const annotations: Record<string, string> = { ...found?.metadata.annotations, ...Object.fromEntries(copied) };
  const number = found ? revisionOf(found) : 0;
  if (number <= highest) {
    if (number > 0) annotations[REVISION_HISTORY] = [annotations[REVISION_HISTORY], number].filter(Boolean).join(',');
    annotations[REVISION] = String(highest + 1);
  }
  deployment.metadata.annotations = { ...deployment.metadata.annotations, [REVISION]: annotations[REVISION] ?? '1' };
  if (found) return store.put('replicasets', { ...found, metadata: { ...found.metadata, annotations } });
  const hash = hashOf(template);
  const hashed = withHash(template, hash);
  return store.create<Workload>('replicasets', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: hashed.metadata.labels,
      annotations,
      ownerReferences: referenceTo(deployment) ?? [],
    },
    spec: {
      replicas: 0,
      selector: { matchLabels: { ...deployment.spec.selector.matchLabels, 'pod-template-hash': hash } },
      template: hashed,
    },
    status: { replicas: 0 },
  });
}

/** One move at a time: the new one up within the surge, else old ones down as far as availability allows (rolling.go). */
function roll(store: Store, { spec }: Workload, current: Workload, sets: Workload[]): void {
  const { surge, unavailable } = fencePosts(spec);
  const total = sum(sets, ({ spec: { replicas } }) => replicas);
  const scale = (set: Workload, replicas: number) =>
    store.put('replicasets', { ...set, spec: { ...set.spec, replicas } });
  const up = Math.min(spec.replicas + surge - total, spec.replicas - current.spec.replicas);
  if (current.spec.replicas > spec.replicas) return void scale(current, spec.replicas);
  if (up > 0) return void scale(current, current.spec.replicas + up);
  const old = sets.filter((set) => set.metadata.uid !== current.metadata.uid && set.spec.replicas > 0);
  const atLeast = spec.replicas - unavailable;
  let spare = total - atLeast - (current.spec.replicas - availableOf(current));
  if (spare <= 0) return;
  const after = old.map((set) => {
    const broken = Math.min(spare, Math.max(0, set.spec.replicas - availableOf(set)));
    spare -= broken;
    return { set, replicas: set.spec.replicas - broken };
  });
  let free = Math.max(0, sum(sets, availableOf) - atLeast);
  for (const { set, replicas } of after) {
    const down = Math.min(replicas, free);
    free -= down;
    scale(set, replicas - down);
  }
}

const sum = <T>(items: T[], of: (item: T) => number): number => items.reduce((total, item) => total + of(item), 0);
const availableOf = ({ status }: Workload): number => status.availableReplicas ?? 0;

/** Both at zero would never move: then one may be unavailable (deployment_util.go, ResolveFenceposts). */
function fencePosts({ replicas, strategy }: Workload['spec']): { surge: number; unavailable: number } {
  const share = (setting: string | number, round: (value: number) => number) =>
    typeof setting === 'number' ? setting : round((Number.parseInt(setting, 10) * replicas) / 100);
  const surge = share(strategy?.rollingUpdate?.maxSurge ?? '25%', Math.ceil);
  const unavailable = share(strategy?.rollingUpdate?.maxUnavailable ?? '25%', Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** From what the ReplicaSets report, which is behind what was asked of them (sync.go, calculateStatus). */
function statusOf(
  time: string,
  deployment: Workload,
  current: Workload | undefined,
  sets: Workload[],
): Workload['status'] {
  const available = sum(sets, availableOf);
  const counts = {
    observedGeneration: deployment.metadata.generation ?? 1,
    replicas: sum(sets, ({ status }) => status.replicas ?? 0),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: available,
    availableReplicas: available,
    unavailableReplicas: Math.max(0, deployment.spec.replicas - available),
  };
  const progressing = progressCondition(time, deployment, counts, current?.metadata.name ?? '');
  return { ...counts, conditions: [availability(time, deployment, available), ...(progressing ? [progressing] : [])] };
}

function availability(time: string, { spec, status }: Workload, available: number): Condition {
  const held = available >= spec.replicas ? 'True' : 'False';
  const before = status.conditions?.find(({ type }) => type === 'Available');
  if (before?.status === held) return before;
  const reason = held === 'True' ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable';
  return { type: 'Available', status: held, reason, message: '', lastUpdateTime: time, lastTransitionTime: time };
}

/** Empty ReplicaSets beyond the limit go, lowest number first, once the rollout is over (sync.go, cleanupDeployment). */
function prune(store: Store, { spec, status }: Workload, sets: Workload[], current: Workload | undefined): void {
  if (status.updatedReplicas !== spec.replicas || status.replicas !== spec.replicas) return;
  const old = sets
    .filter((set) => set !== current && set.spec.replicas === 0)
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of old.slice(0, Math.max(0, old.length - spec.revisionHistoryLimit))) store.remove('replicasets', set);
}
