import { syncDaemonSet } from './daemonset-controller';
import { syncDeployment } from './deployment-controller';
import { Kubelet, type KubeletState } from './kubelet';
import type { Workload } from './objects';
import { syncReplicaSet } from './replicas';
import { syncStatefulSet } from './statefulset-controller';
import { Store, type StoreState } from './store';

/** More steps than any rollout here takes; one that is stuck stays so. */
const MOST_STEPS = 400;

/** All that a later start needs to go on from here, as JSON. */
export interface ClusterState {
  store: StoreState;
  kubelet: KubeletState;
}

/** The objects, their controllers and the time that passes for them. */
export class Cluster {
  readonly store: Store;
  readonly kubelet: Kubelet;
  private past: Date | null = null;

  constructor(
    now: () => Date,
    private readonly startSteps: number,
  ) {
    this.store = new Store(() => this.past ?? now());
    this.kubelet = new Kubelet(this.store, startSteps);
  }

  /** Does something as if it were another time. */
  at(time: Date, work: () => void): void {
    this.past = time;
    work();
    this.past = null;
  }

  state(): ClusterState {
    return { store: this.store.state(), kubelet: this.kubelet.state() };
  }

  restore(state: ClusterState): void {
    this.store.restore(state.store);
    this.kubelet.restore(state.kubelet);
  }

  /** Every controller looks once, and every pod gets a step older. */
  step(): void {
    const { store, kubelet } = this;
    for (const deployment of store.list<Workload>('deployments')) syncDeployment(store, deployment);
    for (const set of store.list<Workload>('replicasets')) syncReplicaSet(store, kubelet, set);
    for (const set of store.list<Workload>('statefulsets')) syncStatefulSet(store, kubelet, set);
    for (const set of store.list<Workload>('daemonsets')) syncDaemonSet(store, kubelet, set);
    kubelet.step();
  }

  /** Lets time pass until nothing changes any more. */
  settle(): void {
    for (let steps = 0, quiet = 0; steps < MOST_STEPS && quiet <= this.startSteps + 2; steps++) {
      const before = this.store.resourceVersion;
      this.step();
      quiet = this.store.resourceVersion === before ? quiet + 1 : 0;
    }
  }
}
