import { type ConnectContext, type Connection, defineProvider } from '../contract';
import { ProviderError } from '../error';
import type { Mask } from '../mask';
import { startAutomation, watchAutomation } from './automation/carry-out';
import { automationCheckpoint } from './automation/checkpoint';
import { restorePlan, undoSuspension } from './automation/plan';
import { isAboutAutomation } from './automation/write';
import { checkpoint, undo } from './checkpoint';
import { clusterOf, type KubernetesConfig, kubernetesConfig } from './config';
import { readHistory } from './history';
import { createKubernetes } from './kubernetes';
import { makePlan } from './plan';
import { readiness } from './readiness';
import { pageOf, refOf } from './revision';
import { start } from './start';
import { watch } from './watch';

/** A Deployment, StatefulSet or DaemonSet, put back as `kubectl rollout undo` does, to an explicit pod template. */
export const kubernetes = defineProvider({
  id: 'kubernetes',
  label: 'Kubernetes',
  config: kubernetesConfig,
  capabilities: { checkpoint: true, undo: true, watch: true, data: false, code: true },
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
    checkpoint: (plan, key, { signal }) =>
      safe(
        isAboutAutomation(plan.write) ? automationCheckpoint(call, plan, signal) : checkpoint(call, plan, key, signal),
      ),
    start: (plan, key, { signal }) =>
      safe((isAboutAutomation(plan.write) ? startAutomation : start)(call, plan, key, signal)),
    async *watch(operation, plan, { signal }) {
      const follow = isAboutAutomation(plan.write) ? watchAutomation : watch;
      try {
        for await (const progress of follow(call, operation, signal)) yield mask.deep(progress);
      } catch (error) {
        rethrow(error, mask);
      }
    },
    undo: (point, { signal }) => safe((isAboutAutomation(point.data) ? undoSuspension : undo)(call, point, signal)),
    restore: (point, { signal }) => safe(restorePlan(call, point, signal)),
  };
}

function rethrow(error: unknown, mask: Mask): never {
  if (!(error instanceof ProviderError)) throw error;
  const { code, retryable, cause } = error;
  throw new ProviderError(code, mask.text(error.message), { cause, retryable });
}
