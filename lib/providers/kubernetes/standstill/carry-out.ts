import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Operation, Progress, ProviderPlan } from '../../contract';
import { ProviderError } from '../../error';
import { workloadCall } from '../call';
import { readWorkload } from '../history';
import type { Kubernetes } from '../kubernetes';
import { list } from '../list';
import type { Workload } from '../objects';
import { rolloutProgress } from '../rollout-progress';
import { rolloutStatus } from '../rollout-status';
import { selectorText } from '../selector';
import { readReplicas, replicasOf, requireSame } from './write';

const EVERY_MS = 500;

const operationSchema = z.object({ uid: z.string(), replicas: z.number().int().min(0) });

/** Scales, unless it is so already: whoever has it at more pods by then has decided so. Error: `conflict` for another workload. */
export async function setReplicas(kubernetes: Kubernetes, plan: ProviderPlan, signal: AbortSignal): Promise<Operation> {
  const { uid, replicas } = readReplicas(kubernetes, plan.write);
  const workload = await readWorkload(kubernetes, signal);
  requireSame(kubernetes, workload, uid);
  const now = replicasOf(workload);
  const isThere = replicas === 0 ? now === 0 : now >= replicas;
  if (!isThere)
    await kubernetes.api.json(
      {
        ...workloadCall(kubernetes.kind, kubernetes.name, 'patch'),
        query: { fieldManager: 'repli' },
        body: [
          { op: 'test', path: '/metadata/uid', value: uid },
          { op: 'add', path: '/spec/replicas', value: replicas },
        ],
        contentType: 'application/json-patch+json',
      },
      signal,
    );
  const verb = isThere ? `is to have ${now} pods already` : `was scaled to ${replicas} pods`;
  return { id: `replicas:${replicas}`, evidence: `${kubernetes.title} ${verb}.`, data: { uid, replicas } };
}

/**
 * Looks until no pod is left that could write, those that are ending included, or until all are available. Errors:
 * ProviderError `conflict` when somebody scaled it meanwhile, `timeout` when the signal ends.
 */
export async function* watchReplicas(
  kubernetes: Kubernetes,
  operation: Operation,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const { uid, replicas } = operationSchema.parse(operation.data);
  for (;;) {
    const workload = await readWorkload(kubernetes, signal);
    requireSame(kubernetes, workload, uid);
    requireStanding(kubernetes, workload, replicas);
    const progress = replicas === 0 ? await lookAtEnd(kubernetes, workload, signal) : lookAtStart(kubernetes, workload);
    yield progress;
    if (progress.kind === 'converged') return;
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {
      throw new ProviderError('timeout', `${kubernetes.title} was not seen at ${replicas} pods in time: look at it.`, {
        cause: signal.reason,
      });
    });
  }
}

function requireStanding(kubernetes: Kubernetes, workload: Workload, replicas: number): void {
  const now = replicasOf(workload);
  if ((now === 0) === (replicas === 0)) return;
  throw new ProviderError(
    'conflict',
    `Somebody scaled ${kubernetes.title} to ${now} pods: find out who, or what keeps its number, then retry.`,
  );
}

async function lookAtEnd(kubernetes: Kubernetes, workload: Workload, signal: AbortSignal): Promise<Progress> {
  const { metadata, status, spec } = workload;
  const pods = await readPods(kubernetes, selectorText(spec.selector), signal);
  const left = Math.max(pods, metadata.generation > status.observedGeneration ? 1 : status.replicas);
  if (left === 0) return { kind: 'converged', evidence: `No pod of ${kubernetes.title} is left.` };
  const text = left === 1 ? '1 pod is still ending.' : `${left} pods are still ending.`;
  return { kind: 'progress', done: 0, total: left, code: 'pods_ending', params: { count: left }, text };
}

/** Those that are ending as well; none where these credentials may not see pods. */
async function readPods({ api }: Kubernetes, labelSelector: string, signal: AbortSignal): Promise<number> {
  try {
    return (await list(api, { group: 'core', resource: 'pods', query: { labelSelector } }, signal)).items.length;
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'auth') return 0;
    throw error;
  }
}

function lookAtStart(kubernetes: Kubernetes, workload: Workload): Progress {
  const status = rolloutStatus(kubernetes.kind, workload);
  const { done, total, text } = status;
  if (status.state === 'done') return { kind: 'converged', evidence: `${kubernetes.title} is back: ${text}` };
  if (status.state === 'timed_out')
    return { kind: 'progress', done, total, code: 'deadline_passed', params: { seconds: status.seconds }, text };
  return rolloutProgress(status, { paused: false, told: { words: '', heldBy: undefined } });
}
