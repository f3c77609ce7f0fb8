import { createHash } from 'node:crypto';
import { isReady, type Pod, referenceTo, type Stored, type Template } from './objects';
import type { Store } from './store';

/** How an image behaves; what is not named here starts. `start`: it is at it, and has not come to its end. */
export type Fate = 'start' | 'pull' | 'crash' | 'oom';

/** Restarts that are still told apart; a real back-off grows to five minutes, so few more would be seen. */
const MOST_RESTARTS = 3;

export interface KubeletState {
  ages: [uid: string, steps: number][];
  names: number;
}

/** Starts pods and reports their containers, one step of time after another. */
export class Kubelet {
  readonly fates = new Map<string, Fate>();
  /** What containers wrote since they started, by pod. */
  readonly written = new Map<string, { atMs: number; text: string }[]>();
  private readonly ages = new Map<string, number>();
  private names = 0;

  constructor(
    private readonly store: Store,
    /** Steps from a pod's creation to its being ready. */
    private readonly startSteps: number,
  ) {}

  state(): KubeletState {
    const pods = new Set(this.store.list<Pod>('pods').map(({ metadata }) => metadata.uid));
    return { ages: [...this.ages].filter(([uid]) => pods.has(uid)), names: this.names };
  }

  restore({ ages, names }: KubeletState): void {
    for (const [uid, steps] of ages) this.ages.set(uid, steps);
    this.names = names;
  }

  create(owner: Stored, template: Template, labels: Record<string, string>, name?: string): Pod {
    this.names += 1;
    const suffix = createHash('sha256').update(String(this.names)).digest('hex').slice(0, 5);
    const { namespace } = owner.metadata;
    const ownerReferences = referenceTo(owner) ?? [];
    return this.store.create<Pod>('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: name ?? `${owner.metadata.name}-${suffix}`,
        namespace,
        labels: { ...template.metadata.labels, ...labels },
        ownerReferences,
      },
      spec: template.spec,
      status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'True' }], containerStatuses: [] },
    });
  }

  /** Lets one step of time pass for every pod. */
  step(): void {
    for (const pod of this.store.list<Pod>('pods')) {
      const age = (this.ages.get(pod.metadata.uid) ?? 0) + 1;
      this.ages.set(pod.metadata.uid, age);
      this.store.put('pods', { ...pod, status: this.statusAt(pod, age) });
    }
  }

  private statusAt(pod: Pod, age: number): Pod['status'] {
    const fate = pod.spec.containers.map(({ image }) => this.fates.get(image)).find((found) => found !== undefined);
    const isStarted = age >= this.startSteps && fate !== 'start';
    const isRunning = isStarted && fate === undefined;
    if ((isRunning || fate === 'start') && isReady(pod)) return pod.status;
    const ready = isRunning ? 'True' : 'False';
    return {
      phase: isRunning || (isStarted && fate !== 'pull') ? 'Running' : 'Pending',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'ContainersReady', status: ready },
        { type: 'Ready', status: ready },
      ],
      containerStatuses: pod.spec.containers.map(({ name, image }) => ({
        name,
        image,
        imageID: isRunning ? `${image.replace(/:[^/]*$/, '')}@sha256:${sha256(image)}` : '',
        ready: isRunning,
        ...this.stateAt(image, isStarted ? fate : 'start', age),
      })),
    };
  }

  /** The reasons that people see in `kubectl get pods`; messages are in the manner of the kubelet. */
  private stateAt(image: string, fate: Fate | undefined, age: number) {
    const at = this.store.time();
    const attempts = Math.min(MOST_RESTARTS, Math.max(1, Math.floor(age / Math.max(1, this.startSteps))));
    if (fate === undefined) return { restartCount: 0, state: { running: { startedAt: at } }, lastState: {} };
    if (fate === 'start')
      return { restartCount: 0, state: { waiting: { reason: 'ContainerCreating', message: '' } }, lastState: {} };
    if (fate === 'pull') {
      const reason = attempts === 1 ? 'ErrImagePull' : 'ImagePullBackOff';
      const message = `Back-off pulling image "${image}": ErrImagePull: failed to resolve reference "${image}": not found`;
      return { restartCount: 0, state: { waiting: { reason, message } }, lastState: {} };
    }
    const ended = fate === 'oom' ? { reason: 'OOMKilled', exitCode: 137 } : { reason: 'Error', exitCode: 1 };
    const message = 'back-off 10s restarting failed container';
    return {
      restartCount: attempts,
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: { terminated: { ...ended, finishedAt: '2024-01-01T00:00:00Z' } },
    };
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
