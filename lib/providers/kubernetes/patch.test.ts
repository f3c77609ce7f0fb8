import { describe, expect, it } from 'vitest';
import type { Entry } from './history';
import { workloadSchema } from './objects';
import { undoPatch } from './patch';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const REVISION = 'deployment.kubernetes.io/revision';
const workload = (annotations: Record<string, string> | undefined) =>
  workloadSchema.parse({
    metadata: { name: 'web', uid: 'uid-1', ...(annotations && { annotations }) },
    spec: { selector: {}, template: { metadata: { labels: { app: 'web' } }, spec: { version: 'bad' } } },
  });
const target = (annotations: Record<string, string> = {}): Entry => ({
  id: 'sha256:good',
  number: 7,
  earlier: [],
  source: 'web-7f',
  podHash: '7f',
  at: undefined,
  annotations,
  template: { metadata: { labels: { app: 'web', 'pod-template-hash': '7f' } }, spec: { version: 'good' } },
});
const annotationsOf = (patch: ReturnType<typeof undoPatch>) =>
  patch.find(({ path }) => path === '/metadata/annotations')?.value;

describe('the patch of an undo', () => {
  it('tests the workload and its template before it replaces the template, hash label left out', () => {
    const [uid, test, replace] = undoPatch('deployment', workload({}), target(), 'run.step');
    expect(uid).toEqual({ op: 'test', path: '/metadata/uid', value: 'uid-1' });
    expect(test).toEqual({
      op: 'test',
      path: '/spec/template',
      value: { metadata: { labels: { app: 'web' } }, spec: { version: 'bad' } },
    });
    expect(replace).toEqual({
      op: 'replace',
      path: '/spec/template',
      value: { metadata: { labels: { app: 'web' } }, spec: { version: 'good' } },
    });
  });

  it('touches neither replicas nor strategy, and asks for no resourceVersion', () => {
    const paths = undoPatch('deployment', workload({}), target(), 'k').map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(['/metadata/uid', '/spec/template', '/metadata/annotations']));
  });

  it('keeps of a Deployment’s annotations what kubectl keeps and takes the others from the ReplicaSet', () => {
    const own = {
      [LAST_APPLIED]: 'own',
      [REVISION]: '9',
      'deployment.kubernetes.io/revision-history': '1,3',
      'deprecated.deployment.rollback.to': '2',
      'kubernetes.io/change-cause': 'bad',
      'only/here': 'gone',
    };
    const of = {
      [LAST_APPLIED]: 'theirs',
      [REVISION]: '7',
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
      'kubernetes.io/change-cause': 'good',
      'repli/run': 'an-earlier-run',
    };
    expect(annotationsOf(undoPatch('deployment', workload(own), target(of), 'run.step'))).toEqual({
      [LAST_APPLIED]: 'own',
      [REVISION]: '9',
      'deployment.kubernetes.io/revision-history': '1,3',
      'deprecated.deployment.rollback.to': '2',
      'kubernetes.io/change-cause': 'good',
      'repli/run': 'run.step',
    });
  });

  it.each(['statefulset', 'daemonset'] as const)('adds only the key to a %s', (kind) => {
    expect(undoPatch(kind, workload({ mine: 'x' }), target({ other: 'y' }), 'k').at(-1)).toEqual({
      op: 'add',
      path: '/metadata/annotations/repli~1run',
      value: 'k',
    });
    expect(annotationsOf(undoPatch(kind, workload(undefined), target(), 'k'))).toEqual({ 'repli/run': 'k' });
  });
});
