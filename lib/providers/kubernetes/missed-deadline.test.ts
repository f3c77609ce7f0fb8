import { beforeEach, expect, it } from 'vitest';
import { missedDeadline } from './missed-deadline';
import { workloadSchema } from './objects';

let seconds: number;
let isMissed: ReturnType<typeof missedDeadline>;
beforeEach(() => {
  seconds = 0;
  isMissed = missedDeadline(() => new Date(seconds * 1_000));
});

const rollout = (status: Record<string, unknown> = {}, reason = 'NewReplicaSetAvailable') =>
  workloadSchema.parse({
    metadata: { name: 'web', uid: 'u', generation: 4 },
    spec: { replicas: 2, progressDeadlineSeconds: 10, selector: {}, template: {} },
    status: {
      observedGeneration: 4,
      replicas: 3,
      updatedReplicas: 1,
      conditions: [{ type: 'Progressing', status: 'True', reason }],
      ...status,
    },
  });
const after = (passed: number, workload = rollout()) => {
  seconds += passed;
  return isMissed(workload);
};

it('is missed once nothing has moved for longer than the deadline', () => {
  expect([after(0), after(10), after(1)]).toEqual([false, false, true]);
});

it('counts again from each pod that moves', () => {
  const moved = rollout({ updatedReplicas: 2 });
  expect([after(0), after(10), after(5, moved), after(10, moved), after(1, moved)]).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

it.each([
  ['is counted by the controller', rollout({}, 'ReplicaSetUpdated')],
  ['is paused', rollout({}, 'DeploymentPaused')],
  ['has not been taken note of', rollout({ observedGeneration: 3 })],
])('is left to Kubernetes where the rollout %s', (_, workload) => {
  expect([after(0, workload), after(100, workload)]).toEqual([false, false]);
});
