import { recordControllerRevision } from './controller-revisions';
import type { Kubelet } from './kubelet';
import { isReady, type Workload } from './objects';
import { podsOf } from './replicas';
import type { Store } from './store';

const HASH = 'controller-revision-hash';
export const NODES = 3;

/** One sync of the DaemonSet controller: a pod a node, one node at a time (daemon/update.go, maxUnavailable 1). */
export function syncDaemonSet(store: Store, kubelet: Kubelet, { metadata }: Workload): void {
  const set = store.get<Workload>('daemonsets', metadata.namespace, metadata.name);
  if (!set) return;
  const hash = recordControllerRevision(store, set).metadata.labels?.[HASH] ?? '';
  const pods = podsOf(store, set);
  const unready = pods.filter((pod) => !isReady(pod));
  const old = pods.filter((pod) => pod.metadata.labels?.[HASH] !== hash);
  // Broken old pods count as unavailable already, so they go first.
  const next = old.find((pod) => !isReady(pod)) ?? (unready.length === 0 && pods.length === NODES ? old[0] : undefined);
  if (next) store.remove('pods', next);
  else for (let at = pods.length; at < NODES; at++) kubelet.create(set, set.spec.template, { [HASH]: hash });
  const after = podsOf(store, set);
  const ready = after.filter(isReady).length;
  const status = {
    observedGeneration: set.metadata.generation ?? 1,
    desiredNumberScheduled: NODES,
    currentNumberScheduled: after.length,
    updatedNumberScheduled: after.filter(({ metadata: { labels } }) => labels?.[HASH] === hash).length,
    numberReady: ready,
    numberAvailable: ready,
    numberMisscheduled: 0,
  };
  store.put('daemonsets', { ...set, status });
}
