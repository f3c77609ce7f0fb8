import { describe, expect, it } from 'vitest';
import { workloadSchema } from './objects';
import { rolloutStatus } from './rollout-status';

const workload = (spec: Record<string, unknown>, status: Record<string, unknown>) =>
  workloadSchema.parse({
    metadata: { name: 'web', uid: 'u', generation: 4 },
    spec: { replicas: 3, selector: {}, template: {}, ...spec },
    status: { observedGeneration: 4, ...status },
  });
const timedOut = { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] };
const rolling = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } };
const partition = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } };
const older = { updateStrategy: { type: 'RollingUpdate' } };
const all = { replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 };

/** The situations of kubectl's own tests (rollout_status_test.go) but for OnDelete, which a plan refuses, and more. */
describe('a Deployment', () => {
  it.each([
    ['not taken note of', {}, { ...all, observedGeneration: 3 }, 'waiting', 0],
    ['its deadline passed, but of an earlier generation', {}, { ...timedOut, observedGeneration: 3 }, 'waiting', 0],
    ['too few updated', {}, { ...all, updatedReplicas: 1 }, 'waiting', 1],
    ['old pods left', {}, { ...all, replicas: 4 }, 'waiting', 3],
    ['not all available', {}, { ...all, availableReplicas: 2 }, 'waiting', 2],
    ['its deadline passed', {}, { ...all, availableReplicas: 2, ...timedOut }, 'timed_out', 2],
    ['done', {}, all, 'done', 3],
    ['scaled to zero', { replicas: 0 }, {}, 'done', 0],
    ['paused half-way', { paused: true }, { ...all, updatedReplicas: 1 }, 'waiting', 1],
  ] as const)('%s', (_, spec, status, state, done) =>
    expect(rolloutStatus('deployment', workload(spec, status))).toMatchObject({ state, done }),
  );
});

describe('a StatefulSet', () => {
  it.each([
    ['never observed', rolling, { ...all, observedGeneration: 0 }, 'waiting', 3],
    ['not all ready', rolling, { ...all, readyReplicas: 2 }, 'waiting', 3],
    ['not all updated', rolling, { ...all, updatedReplicas: 2 }, 'waiting', 3],
    ['done', rolling, all, 'done', 3],
    ['done above its partition', partition, { ...all, updatedReplicas: 1 }, 'done', 1],
    ['not done above its partition', partition, { ...all, updatedReplicas: 0 }, 'waiting', 1],
    ['two revisions left', older, { ...all, currentRevision: 'a', updateRevision: 'b' }, 'waiting', 3],
    ['one revision left', older, { ...all, currentRevision: 'b', updateRevision: 'b' }, 'done', 3],
  ] as const)('%s', (_, spec, status, state, total) =>
    expect(rolloutStatus('statefulset', workload(spec, status))).toMatchObject({ state, total }),
  );
});

describe('a DaemonSet', () => {
  const nodes = { desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 };
  it.each([
    ['not taken note of', { ...nodes, observedGeneration: 3 }, 'waiting'],
    ['not updated on all nodes', { ...nodes, updatedNumberScheduled: 1 }, 'waiting'],
    ['not available on all nodes', { ...nodes, numberAvailable: 2 }, 'waiting'],
    ['done', nodes, 'done'],
    ['on no node', {}, 'done'],
  ] as const)('%s', (_, status, state) =>
    expect(rolloutStatus('daemonset', workload({ replicas: undefined }, status)).state).toBe(state),
  );
});
