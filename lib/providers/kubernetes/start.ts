import { z } from 'zod';
import type { Operation, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { workloadCall } from './call';
import { type Entry, type History, RUN, readHistory } from './history';
import type { Kubernetes } from './kubernetes';
import { requireUnmoved } from './moved';
import { type Workload, workloadSchema } from './objects';
import { undoPatch } from './patch';
import { labelOf } from './revision';
import { digestOf } from './template';
import { readWrite, type Write } from './write';

/** What `watch` needs of an operation, in this process or another. */
export const operationSchema = z.object({
  uid: z.string(),
  /** Digest of the template as the server stored it. */
  template: z.string(),
  podHash: z.string(),
  label: z.string(),
  startedAt: z.string(),
  /** `lastUpdateTime` of a Progressing condition that had timed out before this was written: it says nothing of it. */
  staleTimeout: z.string().nullable(),
});

/**
 * Looks whether this key has written already or the target is there anyway, else patches the template in. Errors:
 * ProviderError `conflict` when the workload moved (nothing is written), `invalid_target` while it is paused,
 * `not_found` when the target's revision was pruned, those of the API.
 */
export async function start(
  kubernetes: Kubernetes,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Operation> {
  const write = readWrite(kubernetes, plan);
  const history = await readHistory(kubernetes, signal);
  const done = ownOperation(kubernetes, history, write, key);
  if (done) return done;
  requireUnmoved(kubernetes, history, write);
  requireRollable(kubernetes, history.workload);
  const target = requireEntry(kubernetes, history, write.target);
  const { api, kind, name } = kubernetes;
  const call = {
    ...workloadCall(kind, name, 'patch'),
    query: { fieldManager: 'repli' },
    body: undoPatch(kind, history.workload, target, key),
    contentType: 'application/json-patch+json',
  };
  try {
    const patched = workloadSchema.parse(await api.json(call, signal));
    return operationOf(kubernetes, key, patched, history.workload, target, 'Set');
  } catch (error) {
    return await judge(kubernetes, write, key, error, signal);
  }
}

/** After a patch that was refused or whose reply was lost: the server says what is true. */
async function judge(
  kubernetes: Kubernetes,
  write: Write,
  key: string,
  error: unknown,
  signal: AbortSignal,
): Promise<Operation> {
  // `failed` is what a test in the patch that did not hold becomes (422).
  const isOpen = error instanceof ProviderError && (error.retryable || ['failed', 'conflict'].includes(error.code));
  if (signal.aborted || !isOpen) throw error;
  // Should it not answer this either, the next call with the same key asks again before it writes.
  const history = await readHistory(kubernetes, signal).catch(() => {
    throw error;
  });
  const done = ownOperation(kubernetes, history, write, key);
  if (done) return done;
  requireUnmoved(kubernetes, history, write);
  throw error;
}

/** What an earlier call with this key wrote, or somebody else who went to the same target. */
function ownOperation(kubernetes: Kubernetes, history: History, write: Write, key: string): Operation | null {
  const { workload, digest, entries } = history;
  const isOwn = workload.metadata.annotations[RUN] === key;
  if (workload.metadata.uid !== write.uid || !(isOwn || digest === write.target)) return null;
  const target = entries.find(({ id }) => id === write.target);
  if (!target) return null;
  const stored = isOwn ? { ...workload, spec: { ...workload.spec, template: target.template } } : workload;
  return operationOf(kubernetes, key, stored, workload, target, isOwn ? 'Found' : 'Already has');
}

function operationOf(
  kubernetes: Kubernetes,
  key: string,
  stored: Workload,
  before: Workload,
  target: Entry,
  verb: 'Set' | 'Found' | 'Already has',
): Operation {
  const { uid } = stored.metadata;
  const timeout = before.status.conditions.find(({ reason }) => reason === 'ProgressDeadlineExceeded');
  const data: z.output<typeof operationSchema> = {
    uid,
    template: digestOf(stored.spec.template),
    podHash: target.podHash,
    label: labelOf(target),
    startedAt: kubernetes.clock().toISOString(),
    staleTimeout: timeout?.lastUpdateTime ?? null,
  };
  const evidence =
    verb === 'Already has'
      ? `${kubernetes.title} already has the template of ${labelOf(target)}: nothing was written.`
      : `${verb} the template of ${labelOf(target)} on ${kubernetes.title}.`;
  return { id: `${uid}:${key}`, evidence, data };
}

/** Errors: ProviderError `invalid_target`, with the way out, where Kubernetes would take a template and not roll it out. */
export function requireRollable(kubernetes: Kubernetes, { spec }: Workload): void {
  const { workload, namespace } = kubernetes.config;
  // The controller ignores a paused Deployment's template, so kubectl refuses too.
  if (spec.paused)
    throw new ProviderError(
      'invalid_target',
      `${kubernetes.title} is paused: run kubectl rollout resume ${workload} -n ${namespace}, then prepare the plan again.`,
    );
  if (spec.updateStrategy?.type === 'OnDelete')
    throw new ProviderError(
      'invalid_target',
      `${kubernetes.title} has the strategy OnDelete, which replaces no pod by itself: set it to RollingUpdate, or run kubectl rollout undo and delete the pods by hand.`,
    );
}

/** Errors: ProviderError `not_found`, saying how much history is kept. */
export function requireEntry(kubernetes: Kubernetes, { entries, workload }: History, id: string): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found) return found;
  const limit = workload.spec.revisionHistoryLimit ?? 10;
  throw new ProviderError(
    'not_found',
    `${kubernetes.title} has no such revision, or no longer: it keeps ${limit} earlier ones (revisionHistoryLimit). Choose one from the list, or deploy that version again.`,
  );
}
