import type { Entry } from './history';
import { RUN } from './history';
import type { KindName } from './kinds';
import type { Workload } from './objects';
import { plainTemplate } from './template';

/** Kept from the Deployment on an undo; all others come from the ReplicaSet (kubectl, polymorphichelpers/rollback.go). */
const KEPT = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

export interface Operation {
  op: 'test' | 'add' | 'replace' | 'remove';
  path: string;
  value?: unknown;
}

/**
 * kubectl's undo as one JSON Patch, with what kubectl leaves out: tests that the workload is the planned one and still
 * has the planned template, and an annotation that says which run wrote. Not a test on resourceVersion: the status of a
 * workload that crash-loops keeps moving it.
 */
export function undoPatch(kind: KindName, workload: Workload, target: Entry, key: string): Operation[] {
  const { metadata, spec } = workload;
  return [
    { op: 'test', path: '/metadata/uid', value: metadata.uid },
    { op: 'test', path: '/spec/template', value: spec.template },
    { op: 'replace', path: '/spec/template', value: plainTemplate(target.template) },
    kind === 'deployment'
      ? { op: 'add', path: '/metadata/annotations', value: undoAnnotations(workload, target, key) }
      : runAnnotation(workload, key),
  ];
}

/** The annotations of a Deployment after an undo. */
export function undoAnnotations(workload: Workload, target: Entry, key: string): Record<string, string> {
  const own = Object.entries(workload.metadata.annotations).filter(([name]) => KEPT.includes(name));
  const others = Object.entries(target.annotations).filter(([name]) => !KEPT.includes(name));
  return { ...Object.fromEntries([...others, ...own]), [RUN]: key };
}

/** kubectl leaves the annotations of a StatefulSet and a DaemonSet as they are. */
function runAnnotation({ metadata }: Workload, key: string): Operation {
  if (Object.keys(metadata.annotations).length === 0)
    return { op: 'add', path: '/metadata/annotations', value: { [RUN]: key } };
  return { op: 'add', path: `/metadata/annotations/${RUN.replace('/', '~1')}`, value: key };
}
