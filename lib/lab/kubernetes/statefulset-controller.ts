import { recordControllerRevision } from './controller-revisions';
import type { Kubelet } from './kubelet';
import { isReady, type Pod, type Workload } from './objects';
import { podsOf } from './replicas';
import type { Store } from './store';

const HASH = 'controller-revision-hash';
const ordinalOf = ({ metadata }: Pod): number => Number(metadata.name.slice(metadata.name.lastIndexOf('-') + 1));

/**
 * One sync of the StatefulSet controller (stateful_set_control.go): pods in order, each awaited; then, from the highest
 * number down to the partition, one pod of another revision is deleted at a time. A pod that never becomes ready is
 * awaited for ever, also when it is of the broken revision (kubernetes/kubernetes#67250).
 */
export function syncStatefulSet(store: Store, kubelet: Kubelet, { metadata }: Workload): void {
  const set = store.get<Workload>('statefulsets', metadata.namespace, metadata.name);
  if (!set) return;
  const { spec, status } = set;
  const update = recordControllerRevision(store, set).metadata.name;
  const partition = spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const pods = new Map(podsOf(store, set).map((pod) => [ordinalOf(pod), pod]));
  const current = String(status.currentRevision ?? update);
  // Below the partition the earlier template would be used; the emulator starts no pod there during an update.
  move(store, kubelet, set, pods, update, partition);
  const after = podsOf(store, set);
  const updated = after.filter(({ metadata: { labels } }) => labels?.[HASH] === update).length;
  const ready = after.filter(isReady).length;
  const isComplete = updated === spec.replicas && ready === spec.replicas;
  store.put('statefulsets', {
    ...set,
    status: {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: after.length,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      currentRevision: isComplete ? update : current,
      updateRevision: update,
    },
  });
}

function move(
  store: Store,
  kubelet: Kubelet,
  set: Workload,
  pods: Map<number, Pod>,
  update: string,
  partition: number,
): void {
  const { replicas, podManagementPolicy, template } = set.spec;
  const isOrdered = podManagementPolicy !== 'Parallel';
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const pod = pods.get(ordinal);
    if (!pod) kubelet.create(set, template, { [HASH]: update }, `${set.metadata.name}-${ordinal}`);
    if (isOrdered && (!pod || !isReady(pod))) return;
  }
  // Those beyond the wanted number are condemned: the highest goes first.
  const condemned = [...pods].filter(([ordinal]) => ordinal >= replicas).sort(([a], [b]) => b - a);
  for (const [, pod] of isOrdered ? condemned.slice(0, 1) : condemned) store.remove('pods', pod);
  if (condemned.length > 0) return;
  for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
    const pod = pods.get(ordinal);
    const isOld = pod !== undefined && pod.metadata.labels?.[HASH] !== update;
    if (isOld) store.remove('pods', pod);
    if (isOld || !pod || !isReady(pod)) return;
  }
}
