import {
  type Checkpoint,
  type ConnectContext,
  type Connection,
  defineProvider,
  type Operation,
  type Progress,
  type ProviderPlan,
} from '../contract';
import { ProviderError } from '../error';
import type { Mask } from '../mask';
import { startAutomation, watchAutomation } from './automation/carry-out';
import { automationCheckpoint } from './automation/checkpoint';
import { restorePlan, undoSuspension } from './automation/plan';
import { automationSettled } from './automation/settled';
import { isAboutAutomation } from './automation/write';
import { checkpoint, undo } from './checkpoint';
import { clusterOf, type KubernetesConfig, kubernetesConfig } from './config';
import { readHistory } from './history';
import { createKubernetes, type Kubernetes } from './kubernetes';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { pageOf, refOf } from './revision';
import { setReplicas, watchReplicas } from './standstill/carry-out';
import { planStandstill, replicasCheckpoint, resumePlan, undoStop } from './standstill/plan';
import { isReplicas } from './standstill/write';
import { start } from './start';
import { watch } from './watch';

/** A Deployment, StatefulSet or DaemonSet, put back as `kubectl rollout undo` does, to an explicit pod template. */
export const kubernetes = defineProvider({
  id: 'kubernetes',
  label: 'Kubernetes',
  config: kubernetesConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false, code: true, standstill: true },
  guard: {
    kind: 'compare-and-swap',
    how: 'One JSON Patch tests the planned pod template and writes the target with the run’s key as an annotation.',
  },
  resourceKey,
  connect,
});

function resourceKey(config: KubernetesConfig): string {
  return `${clusterOf(config)}#${config.namespace}/${config.workload}`;
}

function connect(config: KubernetesConfig, context: ConnectContext): Connection {
  const call = createKubernetes(config, context);
  const { mask } = call;
  const safe = <T>(work: Promise<T>): Promise<T> => work.then(mask.deep, (error: unknown) => rethrow(error, mask));
  return {
    readiness: ({ signal }) => safe(readiness(call, signal)),
    revisions: (page, { signal }) => safe(readHistory(call, signal).then((history) => pageOf(history, page))),
    current: ({ signal }) => safe(readHistory(call, signal).then((history) => refOf(history.current))),
    plan: (id, { signal }) => safe(makePlan(call, id, signal)),
    checkpoint: (plan, key, { signal }) => safe(about(plan.write).checkpoint(call, plan, signal, key)),
    start: (plan, key, { signal }) => safe(about(plan.write).start(call, plan, signal, key)),
    async *watch(operation, plan, { signal }) {
      const follow = about(plan.write).watch;
      try {
        for await (const progress of follow(call, operation, signal)) yield mask.deep(progress);
      } catch (error) {
        rethrow(error, mask);
      }
    },
    undo: (point, { signal }) => safe(about(point.data).undo(call, point, signal)),
    restore: (point, { signal }) => safe((isReplicas(point.data) ? resumePlan : restorePlan)(call, point, signal)),
    // A DaemonSet has as many pods as there are nodes.
    ...(call.kind === 'daemonset' ? {} : { standstill: ({ signal }) => safe(planStandstill(call, signal)) }),
    settled: (left, { signal }) => safe(automationSettled(call, left, signal)),
  };
}

type Way = {
  checkpoint(call: Kubernetes, plan: ProviderPlan, signal: AbortSignal, key: string): Promise<Checkpoint>;
  start(call: Kubernetes, plan: ProviderPlan, signal: AbortSignal, key: string): Promise<Operation>;
  watch(call: Kubernetes, operation: Operation, signal: AbortSignal): AsyncIterable<Progress>;
  undo(call: Kubernetes, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan>;
};

const AUTOMATION: Way = {
  checkpoint: automationCheckpoint,
  start: (call, plan, signal, key) => startAutomation(call, plan, key, signal),
  watch: watchAutomation,
  undo: undoSuspension,
};
const REPLICAS: Way = { checkpoint: replicasCheckpoint, start: setReplicas, watch: watchReplicas, undo: undoStop };
const TEMPLATE: Way = {
  checkpoint: (call, plan, signal, key) => checkpoint(call, plan, key, signal),
  start: (call, plan, signal, key) => start(call, plan, key, signal),
  watch,
  undo,
};

/** What a plan or a checkpoint is about: an automation, the number of pods, or what they run. */
function about(data: Record<string, unknown>): Way {
  if (isAboutAutomation(data)) return AUTOMATION;
  return isReplicas(data) ? REPLICAS : TEMPLATE;
}

function rethrow(error: unknown, mask: Mask): never {
  if (!(error instanceof ProviderError)) throw error;
  const { code, retryable, cause } = error;
  throw new ProviderError(code, mask.text(error.message), { cause, retryable });
}
