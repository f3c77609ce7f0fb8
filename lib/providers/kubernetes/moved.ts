import { ProviderError } from '../error';
import type { History } from './history';
import type { Kubernetes } from './kubernetes';
import { lastWriter } from './managers';
import type { Workload } from './objects';
import { labelOf } from './revision';
import { digestOf } from './template';
import type { Write } from './write';

/** Errors: ProviderError `conflict` unless this is the planned workload with the planned template. */
export function requireUnmoved(kubernetes: Kubernetes, history: History, write: Write): void {
  const { workload, current } = history;
  if (workload.metadata.uid !== write.uid)
    throw new ProviderError(
      'conflict',
      `${kubernetes.title} was deleted and created again since the plan was made: prepare the plan again.`,
    );
  if (history.digest !== write.expected)
    throw new ProviderError(
      'conflict',
      `${kubernetes.title} is at ${labelOf(current)} now, not at what the plan shows${by(workload)}: prepare the plan again.`,
    );
}

/** Errors: ProviderError `conflict` when a workload under way to a template has been given another one. */
export function requireTemplate(kubernetes: Kubernetes, workload: Workload, uid: string, digest: string): void {
  if (workload.metadata.uid === uid && digestOf(workload.spec.template) === digest) return;
  throw new ProviderError(
    'conflict',
    `${kubernetes.title} no longer has the template of this rollback${by(workload)}: find out who deployed, suspend the automation behind it, then prepare the plan again.`,
  );
}

function by(workload: Workload): string {
  const writer = lastWriter(workload);
  return writer === undefined ? '' : ` (last changed by ${writer})`;
}
