import type { Kubelet } from './kubelet';
import { isReady, ownedBy, type Pod, type Stored, type Workload } from './objects';
import type { Store } from './store';

export const podsOf = (store: Store, owner: Stored): Pod[] =>
  store.list<Pod>('pods').filter((pod) => ownedBy(owner, pod));

/** One sync of the ReplicaSet controller: as many pods as asked for; those that are not ready end first (as rolling.go says of it). */
export function syncReplicaSet(store: Store, kubelet: Kubelet, set: Workload): void {
  const pods = podsOf(store, set);
  const byReadiness = [...pods].sort((a, b) => Number(isReady(a)) - Number(isReady(b)));
  for (const pod of byReadiness.slice(0, Math.max(0, pods.length - set.spec.replicas))) store.remove('pods', pod);
  for (let at = pods.length; at < set.spec.replicas; at++) kubelet.create(set, set.spec.template, {});
  const kept = podsOf(store, set);
  const ready = kept.filter(isReady).length;
  store.put('replicasets', {
    ...set,
    status: { replicas: kept.length, readyReplicas: ready, availableReplicas: ready },
  });
}
