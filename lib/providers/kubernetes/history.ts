import { workloadCall } from './call';
import { KINDS } from './kinds';
import type { Kubernetes } from './kubernetes';
import { list } from './list';
import {
  controllerRevisionSchema,
  ownedSchema,
  replicaSetSchema,
  type Template,
  type Workload,
  workloadSchema,
} from './objects';
import { selectorText } from './selector';
import { digestOf } from './template';

const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const RUN = 'repli/run';

/** One revision that the workload can be put back to. */
export interface Entry {
  /** Digest of the template. */
  id: string;
  /** The platform's counter, which moves when a revision is used again; null while the platform has not given one. */
  number: number | null;
  /** Earlier numbers of the same template. */
  earlier: number[];
  /** The ReplicaSet or ControllerRevision that holds it; empty for a template that no history holds yet. */
  source: string;
  /** What its pods carry as `pod-template-hash` or `controller-revision-hash`. */
  podHash: string;
  at: string | undefined;
  annotations: Record<string, string>;
  template: Template;
}

export interface History {
  workload: Workload;
  /** Of the template that the workload asks for now, which a change in between would alter. */
  digest: string;
  current: Entry;
  /** Newest first, the current one among them, each template once. */
  entries: Entry[];
}

export async function readWorkload(kubernetes: Kubernetes, signal: AbortSignal): Promise<Workload> {
  const { api, kind, name } = kubernetes;
  return workloadSchema.parse(await api.json(workloadCall(kind, name), signal));
}

/** Reads the workload and its owned history. Errors: those of the API. */
export async function readHistory(kubernetes: Kubernetes, signal: AbortSignal): Promise<History> {
  const workload = await readWorkload(kubernetes, signal);
  const { kind, api } = kubernetes;
  const query = { labelSelector: selectorText(workload.spec.selector) };
  const { items } = await list(api, { group: 'apps', resource: KINDS[kind].history, query }, signal);
  const parse = KINDS[kind].history === 'replicasets' ? fromReplicaSet : fromControllerRevision;
  const owned = items
    .filter((item) => isOwned(item, workload.metadata.uid))
    .map(parse)
    .filter(({ number }) => number !== null)
    // As integers: compared as strings, 10 would come before 9.
    .sort((a, b) => (b.number ?? 0) - (a.number ?? 0) || (a.source < b.source ? -1 : 1));
  const entries = [...new Map([...owned].reverse().map((entry) => [entry.id, entry])).values()];
  entries.sort((a, b) => (b.number ?? 0) - (a.number ?? 0));
  const digest = digestOf(workload.spec.template);
  const known = entries.find(({ id }) => id === digest) ?? observedRevision(workload, entries);
  if (known) return { workload, digest, current: known, entries };
  const current = unrecorded(workload, digest);
  return { workload, digest, current, entries: [current, ...entries] };
}

/** Others may carry the same labels, and keep something else in what is called a revision. */
function isOwned(item: unknown, uid: string): boolean {
  const { metadata } = ownedSchema.parse(item);
  return metadata.ownerReferences.some((owner) => owner.controller && owner.uid === uid);
}

function fromReplicaSet(item: unknown): Entry {
  const { metadata, spec } = replicaSetSchema.parse(item);
  const { annotations } = metadata;
  return {
    id: digestOf(spec.template),
    number: numberOf(annotations[REVISION]),
    earlier: (annotations[REVISION_HISTORY] ?? '').split(',').flatMap((text) => numberOf(text) ?? []),
    source: metadata.name,
    podHash: metadata.labels['pod-template-hash'] ?? '',
    at: metadata.creationTimestamp ?? undefined,
    annotations,
    template: spec.template,
  };
}

function fromControllerRevision(item: unknown): Entry {
  const { metadata, revision, data } = controllerRevisionSchema.parse(item);
  return {
    id: digestOf(data.spec.template),
    number: revision,
    earlier: [],
    source: metadata.name,
    // Pods of a DaemonSet carry the hash alone, those of a StatefulSet the whole name.
    podHash: metadata.labels['controller-revision-hash'] ?? metadata.name,
    at: metadata.creationTimestamp ?? undefined,
    annotations: metadata.annotations,
    template: data.spec.template,
  };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

/**
 * A ControllerRevision keeps the template as it was stored, while the server fills in the defaults of its own version
 * when it reads the workload: after an upgrade the two differ and mean the same. Then the controller says which it is.
 */
function observedRevision({ metadata, status }: Workload, entries: Entry[]): Entry | undefined {
  if (status.updateRevision === undefined || status.observedGeneration < metadata.generation) return undefined;
  return entries.find(({ source }) => source === status.updateRevision);
}

/** What the workload asks for before its controller has recorded it. */
function unrecorded({ metadata, spec }: Workload, digest: string): Entry {
  const { annotations } = metadata;
  return {
    id: digest,
    number: null,
    earlier: [],
    source: '',
    podHash: '',
    at: undefined,
    annotations,
    template: spec.template,
  };
}
