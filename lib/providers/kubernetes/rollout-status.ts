import type { KindName } from './kinds';
import { DEFAULT_PROGRESS_DEADLINE_SECONDS } from './missed-deadline';
import type { Workload } from './objects';

/** What a rollout waits for: `count` pods of `of` have come so far, or `count` old ones are left. */
export interface Awaited {
  stage: 'unseen' | 'updating' | 'ending' | 'ready' | 'available';
  count: number;
  of: number;
}

interface TimedOut {
  state: 'timed_out';
  /** Its progress deadline. */
  seconds: number;
  text: string;
}

interface Seen {
  /** Pods that run the wanted template and are available, of how many. */
  done: number;
  total: number;
  text: string;
}

export type RolloutStatus = Seen & (({ state: 'waiting' } & Awaited) | { state: 'done' } | TimedOut);

/** Where a rollout stands, by the same conditions in the same order as kubectl (polymorphichelpers/rollout_status.go). */
export function rolloutStatus(kind: KindName, workload: Workload): RolloutStatus {
  return { deployment, statefulset, daemonset }[kind](workload);
}

/** What is said of a Deployment that made no progress for too long. */
export function pastDeadline({ spec }: Pick<Workload, 'spec'>): TimedOut {
  const seconds = spec.progressDeadlineSeconds ?? DEFAULT_PROGRESS_DEADLINE_SECONDS;
  return { state: 'timed_out', seconds, text: `No progress for ${seconds} s: its progress deadline has passed.` };
}

const TEXTS: Record<Awaited['stage'], (count: number, of: number) => string> = {
  unseen: () => 'Kubernetes has not taken note of the template yet.',
  updating: (count, of) => `${count} of ${of} pods have the template.`,
  ending: (count) => (count === 1 ? '1 old pod is still ending.' : `${count} old pods are still ending.`),
  ready: (count, of) => `${count} of ${of} pods are ready.`,
  available: (count, of) => `${count} of ${of} pods are available.`,
};

/** Awaits what `stage` says, having come as far as `done` of `total`. */
function awaiter(done: number, total: number) {
  return (stage: Awaited['stage'], count: number, of: number): RolloutStatus => ({
    state: 'waiting',
    done,
    total,
    stage,
    count,
    of,
    text: TEXTS[stage](count, of),
  });
}

const unseen = (total: number): RolloutStatus => awaiter(0, total)('unseen', 0, total);

function deployment({ metadata, spec, status }: Workload): RolloutStatus {
  const total = spec.replicas ?? 1;
  const { updatedReplicas: updated, replicas, availableReplicas: available } = status;
  const done = Math.min(updated, available, total);
  const waits = awaiter(done, total);
  if (metadata.generation > status.observedGeneration) return unseen(total);
  const progressing = status.conditions.find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return { done, total, ...pastDeadline({ spec }) };
  if (updated < total) return waits('updating', updated, total);
  if (replicas > updated) return waits('ending', replicas - updated, replicas);
  if (available < updated) return waits('available', available, updated);
  return { state: 'done', done, total, text: TEXTS.available(available, total) };
}

function statefulset({ metadata, spec, status }: Workload): RolloutStatus {
  const replicas = spec.replicas ?? 1;
  const rollingUpdate = spec.updateStrategy?.rollingUpdate;
  const total = Math.max(0, replicas - (rollingUpdate?.partition ?? 0));
  const { updatedReplicas: updated, readyReplicas: ready } = status;
  const done = Math.min(updated, ready, total);
  const waits = awaiter(done, total);
  if (status.observedGeneration === 0 || metadata.generation > status.observedGeneration) return unseen(total);
  if (ready < replicas) return waits('ready', ready, replicas);
  if (updated < total) return waits('updating', updated, total);
  // kubectl stops here where a partition could be set, which the server's own defaults see to.
  if (!rollingUpdate && status.updateRevision !== status.currentRevision) return waits('updating', updated, total);
  return { state: 'done', done, total, text: `${updated} of ${total} pods have the template and all are ready.` };
}

function daemonset({ metadata, status }: Workload): RolloutStatus {
  const { desiredNumberScheduled: total, updatedNumberScheduled: updated, numberAvailable: available } = status;
  const done = Math.min(updated, available);
  const waits = awaiter(done, total);
  if (metadata.generation > status.observedGeneration) return unseen(total);
  if (updated < total) return waits('updating', updated, total);
  if (available < total) return waits('available', available, total);
  return { state: 'done', done, total, text: TEXTS.available(available, total) };
}
