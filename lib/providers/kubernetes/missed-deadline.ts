import type { Workload } from './objects';

export const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;
/** The Progressing condition of a rollout that ended well. */
const ENDED_WELL = 'NewReplicaSetAvailable';

/**
 * Whether nothing has moved for as long as the progress deadline, in a case that the Deployment's controller misses: it
 * never counts from the condition that the rollout before left (deployment_util.go, DeploymentTimedOut), and keeps that
 * one where the first pod of an earlier ReplicaSet was there before it looked. Asked again and again for one rollout.
 */
export function missedDeadline(clock: () => Date): (workload: Workload) => boolean {
  let last = '';
  let sinceMs = 0;
  return ({ metadata, spec, status }) => {
    const { replicas, updatedReplicas, readyReplicas, availableReplicas, observedGeneration } = status;
    const reason = status.conditions.find(({ type }) => type === 'Progressing')?.reason;
    const seen = JSON.stringify([replicas, updatedReplicas, readyReplicas, availableReplicas, reason]);
    const nowMs = clock().getTime();
    if (seen !== last) sinceMs = nowMs;
    last = seen;
    const seconds = spec.progressDeadlineSeconds ?? DEFAULT_PROGRESS_DEADLINE_SECONDS;
    const isCounted = reason === ENDED_WELL && observedGeneration >= metadata.generation;
    return isCounted && nowMs - sinceMs > seconds * 1_000;
  };
}
