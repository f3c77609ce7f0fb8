import type { Condition, Workload } from './objects';

type Counts = Required<
  Pick<Workload['status'], 'replicas' | 'updatedReplicas' | 'readyReplicas' | 'availableReplicas'>
>;

/**
 * The Progressing condition after one sync (pkg/controller/deployment/progress.go, syncRolloutStatus): complete,
 * progressing, or timed out; and one that has timed out stays so, right into the next rollout, until something moves.
 */
export function progressCondition(
  time: string,
  { spec, status }: Workload,
  now: Counts,
  setName: string,
): Condition | undefined {
  const before = status.conditions?.find(({ type }) => type === 'Progressing');
  const make = (held: Condition['status'], reason: string, words: string): Condition => ({
    type: 'Progressing',
    status: held,
    reason,
    message: `ReplicaSet "${setName}" ${words}.`,
    lastUpdateTime: time,
    lastTransitionTime: before?.status === held ? before.lastTransitionTime : time,
  });
  if (spec.paused) return before;
  const complete =
    now.updatedReplicas === spec.replicas && now.replicas === spec.replicas && now.availableReplicas === spec.replicas;
  if (complete) {
    if (before?.reason === 'NewReplicaSetAvailable') return before;
    return make('True', 'NewReplicaSetAvailable', 'has successfully progressed');
  }
  if (!before) return make('True', 'NewReplicaSetCreated', 'was created');
  if (hasProgressed(status, now)) return make('True', 'ReplicaSetUpdated', 'is progressing');
  const ageSeconds = (Date.parse(time) - Date.parse(before.lastUpdateTime)) / 1_000;
  // A rollout that ended well is not timed by its end (deployment_util.go, DeploymentTimedOut).
  const isSettled = ['ProgressDeadlineExceeded', 'NewReplicaSetAvailable'].includes(before.reason);
  if (isSettled || ageSeconds <= (spec.progressDeadlineSeconds ?? 600)) return before;
  return make('False', 'ProgressDeadlineExceeded', 'has timed out progressing');
}

/** deployment_util.go, DeploymentProgressing. */
function hasProgressed(before: Workload['status'], now: Counts): boolean {
  return (
    now.updatedReplicas > (before.updatedReplicas ?? 0) ||
    now.replicas - now.updatedReplicas < (before.replicas ?? 0) - (before.updatedReplicas ?? 0) ||
    now.readyReplicas > (before.readyReplicas ?? 0) ||
    now.availableReplicas > (before.availableReplicas ?? 0)
  );
}
