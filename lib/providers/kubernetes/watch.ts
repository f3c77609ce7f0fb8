import type { Operation, Progress } from '../contract';
import { ProviderError } from '../error';
import { KINDS } from './kinds';
import type { Kubernetes } from './kubernetes';
import { DEFAULT_PROGRESS_DEADLINE_SECONDS, missedDeadline } from './missed-deadline';
import { requireTemplate } from './moved';
import type { Workload } from './objects';
import { type Observed, observe } from './observe';
import { rolloutProgress } from './rollout-progress';
import { pastDeadline, type RolloutStatus, rolloutStatus } from './rollout-status';
import { operationSchema } from './start';
import { tell, toldText } from './tell';
import { hasHash } from './troubles';

/** A stale verdict must be looked at again without any event. */
const LOOK_AGAIN_MS = 5_000;

type Followed = ReturnType<typeof operationSchema.parse>;

/**
 * Follows the rollout over a watch until every pod runs the template and is available, as kubectl judges it. Errors:
 * ProviderError `failed` when the progress deadline passed (with the pods' reasons and last words), `conflict` when
 * another template was deployed, `not_found` when the workload was deleted, `timeout` when the signal ends.
 */
export async function* watch(
  kubernetes: Kubernetes,
  operation: Operation,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const followed = operationSchema.parse(operation.data);
  const ended = new AbortController();
  const observed = observe(kubernetes, AbortSignal.any([signal, ended.signal]));
  const isMissed = missedDeadline(kubernetes.clock);
  let last = '';
  let doneSince: number | undefined;
  try {
    for (;;) {
      const change = observed.nextChange(LOOK_AGAIN_MS);
      const progress = await look(kubernetes, followed, observed, isMissed, signal);
      if (progress?.kind === 'converged') {
        doneSince ??= performance.now();
        if (arePodsTold(kubernetes, followed, observed) || performance.now() - doneSince >= LOOK_AGAIN_MS) {
          yield progress;
          return;
        }
      } else {
        doneSince = undefined;
        const line = JSON.stringify(progress);
        if (progress && line !== last) yield progress;
        last = line;
      }
      await change;
      if (signal.aborted) throw tooLate(kubernetes, followed, progress, signal);
      if (observed.failure()) throw observed.failure();
    }
  } finally {
    ended.abort();
  }
}

async function look(
  kubernetes: Kubernetes,
  followed: Followed,
  observed: Observed,
  isMissed: (workload: Workload) => boolean,
  signal: AbortSignal,
): Promise<Progress | null> {
  const workload = observed.workload();
  if (workload === 'unknown') return null;
  if (workload === 'deleted')
    throw new ProviderError('not_found', `${kubernetes.title} was deleted during the rollback: create it again.`);
  requireTemplate(kubernetes, workload, followed.uid, followed.template);
  const rollout = rolloutStatus(kubernetes.kind, workload);
  const { done, total } = rollout;
  const status =
    rollout.state === 'waiting' && isMissed(workload) ? { done, total, ...pastDeadline(workload) } : rollout;
  if (status.state === 'done')
    return { kind: 'converged', evidence: evidenceOf(kubernetes, followed, observed, status) };
  const told = await tell(kubernetes, observed, followed.podHash, workload, signal);
  const how = { paused: workload.spec.paused ?? false, told };
  if (status.state === 'waiting') return rolloutProgress(status, how);
  if (!isStaleTimeout(kubernetes, followed, observed))
    throw new ProviderError(
      'failed',
      `${kubernetes.title} does not get to ${followed.label}: ${status.text} ${toldText(told)} Repair what is named, or choose another revision.`.replace(
        /\s+/g,
        ' ',
      ),
    );
  const text = 'Kubernetes has not begun to count yet.';
  return rolloutProgress({ done, total, text, stage: 'uncounted', count: done, of: total }, how);
}

/**
 * A Deployment that had timed out before keeps that condition until its next progress, also right after the rollback
 * (pkg/controller/deployment/progress.go), and then it says nothing of this rollout for as long as its deadline lasts.
 */
function isStaleTimeout(kubernetes: Kubernetes, { staleTimeout, startedAt }: Followed, observed: Observed): boolean {
  const workload = observed.workload();
  if (typeof workload === 'string' || staleTimeout === null) return false;
  const condition = workload.status.conditions.find(({ reason }) => reason === 'ProgressDeadlineExceeded');
  const seconds = workload.spec.progressDeadlineSeconds ?? DEFAULT_PROGRESS_DEADLINE_SECONDS;
  const ageMs = kubernetes.clock().getTime() - Date.parse(startedAt);
  return condition?.lastUpdateTime === staleTimeout && ageMs < seconds * 1_000;
}

/** Whether the pods that the workload counts have been told of, as far as they will be: their watch is another one, and may lag. */
function arePodsTold({ kind }: Kubernetes, { podHash }: Followed, observed: Observed): boolean {
  const workload = observed.workload();
  if (typeof workload === 'string' || !observed.followsPods()) return true;
  const ready = observed
    .pods()
    .filter((pod) => hasHash(pod, podHash) && pod.status.containerStatuses.some((container) => container.ready));
  return ready.length >= rolloutStatus(kind, workload).total;
}

/** The proof: which images, by digest, the pods of this template run. */
function evidenceOf(kubernetes: Kubernetes, followed: Followed, observed: Observed, status: RolloutStatus): string {
  const pods = observed.pods().filter((pod) => hasHash(pod, followed.podHash));
  const running = pods.flatMap(({ status: { containerStatuses } }) => containerStatuses.filter(({ ready }) => ready));
  const images = [...new Set(running.map(({ image, imageID }) => `${image} (${digestIn(imageID)})`))];
  const proof = images.length === 0 ? '' : ` They run ${images.slice(0, 5).join(', ')}.`;
  return `${kubernetes.title} is at ${followed.label}: ${status.text}${proof}`;
}

/** Runtimes write `docker-pullable://registry/web@sha256:…`; people compare the first digits. */
const digestIn = (imageID: string): string => /sha256:[0-9a-f]{12}/.exec(imageID)?.[0] ?? (imageID || 'no digest');

function tooLate(
  kubernetes: Kubernetes,
  followed: Followed,
  progress: Progress | null,
  signal: AbortSignal,
): ProviderError {
  const seen = progress?.kind === 'progress' ? ` Last seen: ${progress.text}` : '';
  return new ProviderError(
    'timeout',
    `${kubernetes.title} was not seen at ${followed.label} in time: look at its ${KINDS[kubernetes.kind].plural}, then go on watching.${seen}`,
    { cause: signal.reason },
  );
}
