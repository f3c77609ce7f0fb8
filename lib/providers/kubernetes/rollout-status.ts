import type { KindName } from './kinds';
import { DEFAULT_PROGRESS_DEADLINE_SECONDS } from './missed-deadline';
import type { Workload } from './objects';

export interface RolloutStatus {
  state: 'waiting' | 'done' | 'timed_out';
  /** Pods that run the wanted template and are available, of how many. */
  done: number;
  total: number;
  text: string;
}

/** Where a rollout stands, by the same conditions in the same order as kubectl (polymorphichelpers/rollout_status.go). */
export function rolloutStatus(kind: KindName, workload: Workload): RolloutStatus {
  return { deployment, statefulset, daemonset }[kind](workload);
}

/** What is said of a Deployment that made no progress for too long. */
export function pastDeadline({ spec }: Pick<Workload, 'spec'>): Pick<RolloutStatus, 'state' | 'text'> {
  const seconds = spec.progressDeadlineSeconds ?? DEFAULT_PROGRESS_DEADLINE_SECONDS;
  return { state: 'timed_out', text: `No progress for ${seconds} s: its progress deadline has passed.` };
}

const UNSEEN = 'Kubernetes has not taken note of the template yet.';

function deployment({ metadata, spec, status }: Workload): RolloutStatus {
  const total = spec.replicas ?? 1;
  const { updatedReplicas: updated, replicas, availableReplicas: available } = status;
  const done = Math.min(updated, available, total);
  const at = (state: RolloutStatus['state'], text: string) => ({ state, done, total, text });
  if (metadata.generation > status.observedGeneration) return { ...at('waiting', UNSEEN), done: 0 };
  const progressing = status.conditions.find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return { done, total, ...pastDeadline({ spec }) };
  if (updated < total) return at('waiting', `${updated} of ${total} pods have the template.`);
  if (replicas > updated) return at('waiting', `${replicas - updated} old pods are still ending.`);
  if (available < updated) return at('waiting', `${available} of ${updated} pods are available.`);
  return at('done', `${available} of ${total} pods are available.`);
}

function statefulset({ metadata, spec, status }: Workload): RolloutStatus {
  const replicas = spec.replicas ?? 1;
  const rollingUpdate = spec.updateStrategy?.rollingUpdate;
  const total = Math.max(0, replicas - (rollingUpdate?.partition ?? 0));
  const { updatedReplicas: updated, readyReplicas: ready } = status;
  const at = (state: RolloutStatus['state'], text: string) => ({
    state,
    done: Math.min(updated, ready, total),
    total,
    text,
  });
  if (status.observedGeneration === 0 || metadata.generation > status.observedGeneration)
    return { ...at('waiting', UNSEEN), done: 0 };
  if (ready < replicas) return at('waiting', `${ready} of ${replicas} pods are ready.`);
  if (updated < total) return at('waiting', `${updated} of ${total} pods have the template.`);
  // kubectl stops here where a partition could be set, which the server's own defaults see to.
  if (!rollingUpdate && status.updateRevision !== status.currentRevision)
    return at('waiting', `${updated} of ${total} pods have the template.`);
  return at('done', `${updated} of ${total} pods have the template and all are ready.`);
}

function daemonset({ metadata, status }: Workload): RolloutStatus {
  const { desiredNumberScheduled: total, updatedNumberScheduled: updated, numberAvailable: available } = status;
  const at = (state: RolloutStatus['state'], text: string) => ({
    state,
    done: Math.min(updated, available),
    total,
    text,
  });
  if (metadata.generation > status.observedGeneration) return { ...at('waiting', UNSEEN), done: 0 };
  if (updated < total) return at('waiting', `${updated} of ${total} pods have the template.`);
  if (available < total) return at('waiting', `${available} of ${total} pods are available.`);
  return at('done', `${available} of ${total} pods are available.`);
}
