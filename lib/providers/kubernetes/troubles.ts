import type { KindName } from './kinds';
import type { Pod } from './objects';

/** Why a pod of the wanted template does not run. */
export interface Trouble {
  pod: string;
  /** Empty when no container was started yet. */
  container: string;
  /** The platform's word: ImagePullBackOff, CrashLoopBackOff, OOMKilled, Unschedulable… */
  reason: string;
  message: string;
  /** Set when the container has written something before it ended; changes with each attempt. */
  attempt: number | null;
  /** It has the other template, and the update waits for it in vain. */
  holdsUp?: true;
}

/** States on the way to a start, no trouble by themselves (kubelet: `ContainerCreating`, `PodInitializing`). */
const ON_THE_WAY = new Set(['ContainerCreating', 'PodInitializing', '']);
const HASH_LABELS = ['pod-template-hash', 'controller-revision-hash'];

export const hasHash = (pod: Pod, hash: string): boolean =>
  HASH_LABELS.some((label) => pod.metadata.labels[label] === hash);

const isReady = ({ status }: Pod): boolean =>
  status.conditions.some(({ type, status: held }) => type === 'Ready' && held === 'True');

/** Troubles of the pods that carry `hash`, and of those that a StatefulSet waits for in vain. */
export function troublesOf(kind: KindName, pods: Pod[], hash: string): Trouble[] {
  const living = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const wanted = living.filter((pod) => hasHash(pod, hash)).flatMap(troublesOfPod);
  if (kind !== 'statefulset') return wanted;
  return [...wanted, ...living.filter((pod) => !hasHash(pod, hash) && !isReady(pod)).flatMap(holdUp)];
}

/** kubernetes/kubernetes#67250: a broken pod of the other revision is waited for, and never becomes ready. */
function holdUp(pod: Pod): Trouble[] {
  const [trouble] = troublesOfPod(pod);
  if (!trouble) return [];
  return [{ ...trouble, message: '', attempt: null, holdsUp: true }];
}

function troublesOfPod({ metadata, status }: Pod): Trouble[] {
  const pod = metadata.name;
  const unscheduled = status.conditions.find(({ type, status: held }) => type === 'PodScheduled' && held === 'False');
  if (unscheduled)
    return [
      {
        pod,
        container: '',
        reason: unscheduled.reason ?? 'Unschedulable',
        message: unscheduled.message ?? '',
        attempt: null,
      },
    ];
  return [...status.initContainerStatuses, ...status.containerStatuses].flatMap(
    ({ name: container, state, lastState, restartCount }) => {
      const ended = state?.terminated ?? lastState?.terminated;
      const isFailed = ended !== undefined && ended.exitCode !== 0;
      const waiting = state?.waiting?.reason ?? '';
      if (ON_THE_WAY.has(waiting) && !(isFailed && state?.terminated)) return [];
      // What killed the container says more than that it will be started again later.
      const killed = isFailed && ended.reason !== 'Error' ? ended.reason : undefined;
      const exit = isFailed ? `exit code ${ended.exitCode}` : '';
      return [
        {
          pod,
          container,
          reason: [waiting, killed].filter(Boolean).join(', ') || (ended?.reason ?? 'Error'),
          message: isFailed ? exit : (state?.waiting?.message ?? ''),
          attempt: isFailed ? restartCount : null,
        },
      ];
    },
  );
}
