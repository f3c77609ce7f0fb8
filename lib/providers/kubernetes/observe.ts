import type { ProviderError } from '../error';
import { follow } from './follow';
import { readWorkload } from './history';
import { KINDS } from './kinds';
import type { Kubernetes } from './kubernetes';
import { type Pod, podSchema, type Workload, workloadSchema } from './objects';
import { selectorText } from './selector';

/** A workload and its pods, kept current over two watches. */
export interface Observed {
  workload(): Workload | 'unknown' | 'deleted';
  /** Empty as well where these credentials may not see pods. */
  pods(): Pod[];
  /** Whether more may be told of pods: false once their watch has ended. */
  followsPods(): boolean;
  /** What ended the watch of the workload. */
  failure(): ProviderError | undefined;
  /** Resolves with the next change or failure, or after so long. */
  nextChange(mostMs: number): Promise<void>;
}

/** Observes until the signal ends. Without the right to watch pods a rollout can still be followed, only with less said. */
export function observe(kubernetes: Kubernetes, signal: AbortSignal): Observed {
  const { api, kind, name } = kubernetes;
  let workload: Workload | 'unknown' | 'deleted' = 'unknown';
  let pods: Pod[] = [];
  let followsPods = true;
  let failure: ProviderError | undefined;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const each of waiting) each();
  };
  const one = {
    group: 'apps',
    resource: KINDS[kind].plural,
    query: { fieldSelector: `metadata.name=${name}` },
  } as const;
  follow(
    api,
    one,
    (objects) => {
      const [found] = objects.values();
      workload = found === undefined ? 'deleted' : workloadSchema.parse(found);
      wake();
    },
    signal,
  ).catch((error: ProviderError) => {
    failure = error;
    wake();
  });
  followPods(kubernetes, signal, (seen) => {
    pods = seen;
    wake();
  }).catch(() => {
    followsPods = false;
    wake();
  });
  return {
    workload: () => workload,
    pods: () => pods,
    followsPods: () => followsPods,
    failure: () => failure,
    nextChange: (mostMs) =>
      new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, mostMs);
        waiting.add(go);
      }),
  };
}

async function followPods(kubernetes: Kubernetes, signal: AbortSignal, changed: (pods: Pod[]) => void): Promise<void> {
  const { spec } = await readWorkload(kubernetes, signal);
  const call = { group: 'core', resource: 'pods', query: { labelSelector: selectorText(spec.selector) } } as const;
  await follow(
    kubernetes.api,
    call,
    (objects) => changed([...objects.values()].map((item) => podSchema.parse(item))),
    signal,
  );
}
