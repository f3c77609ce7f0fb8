import { kubernetesCommandLine } from '@/lib/net/kubectl';
import { quote } from '@/lib/net/shell';
import type { Checkpoint, PlanWarning, ProviderPlan, Standstill } from '../../contract';
import { ProviderError } from '../../error';
import { suspensionsOf } from '../automation/plan';
import { readManaged } from '../automation/read';
import { readAutoscalers } from '../autoscalers';
import { readWorkload } from '../history';
import type { Kubernetes } from '../kubernetes';
import type { Autoscaler } from '../notices';
import type { Workload } from '../objects';
import { type ReplicasWrite, readReplicas, replicasOf, requireSame } from './write';

/** A pod has 30 seconds to end (`terminationGracePeriodSeconds`). */
const STOP_MS = 45_000;
const RESUME_MS = 60_000;

/**
 * Takes the workload to no pods and back; null where it is to have none. What keeps its number in git is suspended
 * beforehand. Errors: those of the API.
 */
export async function planStandstill(kubernetes: Kubernetes, signal: AbortSignal): Promise<Standstill | null> {
  const workload = await readWorkload(kubernetes, signal);
  const before = replicasOf(workload);
  if (before === 0) return null;
  const [managed, autoscalers] = await Promise.all([
    readManaged(kubernetes, workload, signal),
    readAutoscalers(kubernetes, signal),
  ]);
  const stop = {
    ...planOf(kubernetes, workload, { before, replicas: 0 }),
    summary: {
      code: 'plan_stop',
      params: { name: kubernetes.title },
      text: `Scales ${kubernetes.title} to no pods, so that they write nothing while the data goes back.`,
    },
    warnings: warningsOf(kubernetes, autoscalers),
    losses: [{ code: 'memory_lost', text: 'What pods hold in memory, such as sessions and caches, is lost.' }],
    followUps: [
      {
        kind: 'restart_writers',
        code: 'then_resume',
        params: { name: kubernetes.title, count: before },
        text: `Bring ${kubernetes.title} back to ${before === 1 ? '1 pod' : `${before} pods`}.`,
        restores: true,
      },
    ],
    estimateMs: STOP_MS,
    suspensions: suspensionsOf(kubernetes, managed),
  };
  return { stop, resume: backTo(kubernetes, workload, { before: 0, replicas: before }) };
}

/** Keeps how many pods the workload is to have; nothing is written. Error: `conflict` for another one of its name. */
export async function replicasCheckpoint(
  kubernetes: Kubernetes,
  plan: ProviderPlan,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const { uid, before } = readReplicas(kubernetes, plan.write);
  const workload = await readWorkload(kubernetes, signal);
  requireSame(kubernetes, workload, uid);
  // None are left where an earlier attempt at the stop went through.
  const data: ReplicasWrite = { uid, replicas: replicasOf(workload) || before, before };
  return { id: `replicas:${data.replicas}`, evidence: `${kubernetes.title} had ${data.replicas} pods.`, data };
}

/** Back to as many pods as the checkpoint holds. Errors: `invalid_target` for a checkpoint of something else, `conflict`, those of the API. */
export async function resumePlan(
  kubernetes: Kubernetes,
  point: Checkpoint,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const { uid, replicas } = readReplicas(kubernetes, point.data);
  const workload = await readWorkload(kubernetes, signal);
  requireSame(kubernetes, workload, uid);
  return backTo(kubernetes, workload, { before: replicasOf(workload), replicas });
}

/** The same as part of taking a run back. Errors: also `conflict` when it has pods again already. */
export async function undoStop(kubernetes: Kubernetes, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const plan = await resumePlan(kubernetes, point, signal);
  if (readReplicas(kubernetes, plan.write).before === 0) return plan;
  throw new ProviderError('conflict', `${kubernetes.title} has pods again already: there is nothing to bring back.`);
}

function warningsOf({ config }: Kubernetes, autoscalers: readonly Autoscaler[]): PlanWarning[] {
  const { workload } = config;
  return [
    {
      code: 'stands_still',
      params: { workload },
      text: `While ${workload} has no pods it answers nothing: requests to it fail until it is brought back.`,
    },
    // Kubernetes, "Horizontal Pod Autoscaling", implicit maintenance-mode deactivation.
    ...autoscalers.map(({ name }) => ({
      code: 'autoscaler_rests',
      params: { name },
      text: `The HorizontalPodAutoscaler ${name} does nothing while there are no pods, and goes on once they are back.`,
    })),
  ];
}

function backTo(
  kubernetes: Kubernetes,
  workload: Workload,
  { before, replicas }: Pick<ReplicasWrite, 'before' | 'replicas'>,
): ProviderPlan {
  return {
    ...planOf(kubernetes, workload, { before, replicas }),
    summary: {
      code: 'plan_resume',
      params: { name: kubernetes.title, count: replicas },
      text: `Scales ${kubernetes.title} back to ${replicas === 1 ? '1 pod' : `${replicas} pods`}, on what it is to run by then.`,
    },
    warnings: [],
    losses: [],
    followUps: [],
    estimateMs: RESUME_MS,
  };
}

function planOf(
  { config }: Kubernetes,
  { metadata }: Workload,
  { before, replicas }: Pick<ReplicasWrite, 'before' | 'replicas'>,
): Pick<ProviderPlan, 'from' | 'to' | 'diff' | 'commands' | 'touchesData' | 'write'> {
  const { setup, kubectl } = kubernetesCommandLine(config, config.namespace);
  const workload = quote(config.workload);
  const at = (pods: number) => ({
    // The number is none of the identity: an autoscaler moves it all the time.
    id: pods === 0 ? 'replicas:none' : 'replicas:wanted',
    label: pods === 1 ? '1 pod' : `${pods} pods`,
    summary: '',
  });
  const write: ReplicasWrite = { uid: metadata.uid, replicas, before };
  return {
    from: at(before),
    to: at(replicas),
    diff: before === replicas ? '' : `--- now\n+++ after\n@@ replicas @@\n-${before}\n+${replicas}`,
    commands: [
      ...setup,
      `${kubectl} scale ${workload} --replicas=${replicas}`,
      `${kubectl} rollout status ${workload}`,
    ],
    touchesData: false,
    write,
  };
}
