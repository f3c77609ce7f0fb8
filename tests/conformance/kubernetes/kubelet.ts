import { setTimeout as sleep } from 'node:timers/promises';
import type { CoreV1Api, V1Pod, V1PodStatus } from '@kubernetes/client-node';

/** Pods that ask for it are taken by no scheduler: they get no node, and whatever they run is never pulled. */
export const NO_SCHEDULER = 'repli-conformance';
/** The image that the kubelet below cannot pull. */
export const ABSENT = 'registry.example/shop/absent:1';
const EVERY_MS = 30;

/** Says of the pods of a namespace what a node would: that they run, or that their image cannot be pulled. */
export function playKubelet(core: CoreV1Api, namespace: string): { end(): Promise<void> } {
  const ended = new AbortController();
  const told = new Set<string>();
  const round = async () => {
    const { items } = await core.listNamespacedPod({ namespace, fieldSelector: 'status.phase=Pending' });
    const news = items.filter(({ metadata }) => !told.has(metadata?.uid ?? ''));
    for (const pod of news) {
      await core.replaceNamespacedPodStatus({
        namespace,
        name: pod.metadata?.name ?? '',
        body: { ...pod, status: statusOf(pod) },
      });
      told.add(pod.metadata?.uid ?? '');
    }
  };
  const play = async () => {
    while (!ended.signal.aborted) {
      // A pod that changed or went meanwhile is looked at again in the next round.
      await round().catch(() => undefined);
      await sleep(EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const played = play();
  return {
    async end() {
      ended.abort();
      await played;
    },
  };
}

function statusOf({ spec }: V1Pod): V1PodStatus {
  const containers = spec?.containers ?? [];
  const isAbsent = containers.some(({ image }) => image === ABSENT);
  const condition = (type: string) => ({ type, status: isAbsent ? 'False' : 'True' });
  return {
    phase: isAbsent ? 'Pending' : 'Running',
    conditions: [{ type: 'PodScheduled', status: 'True' }, condition('ContainersReady'), condition('Ready')],
    containerStatuses: containers.map(({ name, image = '' }) => ({
      name,
      image,
      imageID: isAbsent ? '' : `registry.example/shop/web@sha256:${'a'.repeat(64)}`,
      ready: !isAbsent,
      restartCount: 0,
      state: isAbsent
        ? { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } }
        : { running: { startedAt: new Date() } },
    })),
  };
}
