import { describe, expect, it } from 'vitest';
import { podSchema } from './objects';
import { troublesOf } from './troubles';

const pod = (name: string, hash: string, status: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  podSchema.parse({ metadata: { name, uid: name, labels: { 'pod-template-hash': hash }, ...more }, status });
const container = (state: Record<string, unknown>, lastState = {}, restartCount = 0) => ({
  containerStatuses: [{ name: 'web', state, lastState, restartCount }],
});
const waiting = (reason: string, message = '') => ({ waiting: { reason, message } });

describe('what keeps pods from running', () => {
  it.each([
    [
      'an image that is not there',
      container(waiting('ImagePullBackOff', 'not found')),
      'ImagePullBackOff',
      'not found',
      null,
    ],
    [
      'a crash',
      container(waiting('CrashLoopBackOff', 'back-off'), { terminated: { reason: 'Error', exitCode: 1 } }, 3),
      'CrashLoopBackOff',
      'exit code 1',
      3,
    ],
    [
      'too much memory',
      container(waiting('CrashLoopBackOff'), { terminated: { reason: 'OOMKilled', exitCode: 137 } }, 2),
      'CrashLoopBackOff, OOMKilled',
      'exit code 137',
      2,
    ],
    [
      'an end before the back-off',
      container({ terminated: { reason: 'Error', exitCode: 2 } }),
      'Error',
      'exit code 2',
      0,
    ],
    [
      'no room on any node',
      { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }] },
      'Unschedulable',
      '0/3 nodes',
      null,
    ],
    [
      'a missing ConfigMap',
      container(waiting('CreateContainerConfigError', 'configmap "x" not found')),
      'CreateContainerConfigError',
      'configmap "x" not found',
      null,
    ],
  ])('names %s', (_, status, reason, message, attempt) =>
    expect(troublesOf('deployment', [pod('web-1', 'new', status)], 'new')).toMatchObject([
      { pod: 'web-1', reason, message, attempt },
    ]),
  );

  it.each([
    ['a start under way', container(waiting('ContainerCreating'))],
    ['a restart long ago', container({ running: {} }, { terminated: { reason: 'Error', exitCode: 1 } }, 1)],
    ['a container that ended well', container({ terminated: { reason: 'Completed', exitCode: 0 } })],
  ])('is not %s', (_, status) => expect(troublesOf('deployment', [pod('web-1', 'new', status)], 'new')).toEqual([]));

  it('is not what pods of another template or ending ones suffer', () => {
    const broken = container(waiting('ImagePullBackOff'));
    const ending = pod('web-2', 'new', broken, { deletionTimestamp: '2026-01-01T00:00:00Z' });
    expect(troublesOf('deployment', [pod('web-1', 'old', broken), ending], 'new')).toEqual([]);
  });

  it('is, for a StatefulSet, a broken pod of the other template too', () => {
    const [trouble] = troublesOf('statefulset', [pod('web-1', 'old', container(waiting('ImagePullBackOff')))], 'new');
    expect(trouble).toMatchObject({ pod: 'web-1', reason: 'ImagePullBackOff', holdsUp: true });
  });
});
