import { quote } from '@/lib/net/shell';
import { awsCommandLine } from '../../aws';
import type { Checkpoint, PlanWarning, ProviderPlan, Standstill } from '../../contract';
import { ProviderError } from '../../error';
import type { Ecs } from '../client';
import { readScaling, type Scaling } from '../scaling';
import { readService } from '../service';
import { type CountWrite, readCount } from './write';

/** A task has 30 seconds to end (`stopTimeout`), and a load balancer lets go of it before. */
const STOP_MS = 60_000;
const RESUME_MS = 90_000;

/** Takes the service to no tasks and back; null where it wants none. Errors: those of the calls. */
export async function planStandstill(ecs: Ecs, signal: AbortSignal): Promise<Standstill | null> {
  const [{ service }, scaling] = await Promise.all([readService(ecs, signal), readScaling(ecs, signal)]);
  const { desiredCount = 0 } = service;
  if (desiredCount === 0) return null;
  if (service.schedulingStrategy === 'DAEMON')
    throw new ProviderError(
      'invalid_target',
      `The ${ecs.name} runs a task on each instance (DAEMON) and has no number that could be set to none: leave it running.`,
    );
  return { stop: stopPlan(ecs, desiredCount, scaling), resume: backTo(ecs, 0, desiredCount) };
}

/** Keeps how many tasks the service wants; nothing is written. */
export async function countCheckpoint(ecs: Ecs, plan: ProviderPlan, signal: AbortSignal): Promise<Checkpoint> {
  const { before } = readCount(ecs, plan.write);
  const { desiredCount = 0 } = (await readService(ecs, signal)).service;
  // None are left where an earlier attempt at the stop went through.
  const data: CountWrite = { tasks: desiredCount || before, before };
  return { id: `tasks:${data.tasks}`, evidence: `The ${ecs.name} wanted ${data.tasks} tasks.`, data };
}

/** Back to as many tasks as the checkpoint holds. Errors: `invalid_target` for a checkpoint of something else, those of the calls. */
export async function resumePlan(ecs: Ecs, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const { tasks } = readCount(ecs, point.data);
  const { desiredCount = 0 } = (await readService(ecs, signal)).service;
  return backTo(ecs, desiredCount, tasks);
}

/** The same as part of taking a run back. Errors: also `conflict` when tasks are wanted again already. */
export async function undoStop(ecs: Ecs, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const plan = await resumePlan(ecs, point, signal);
  if (readCount(ecs, plan.write).before === 0) return plan;
  throw new ProviderError(
    'conflict',
    `The ${ecs.name} wants ${plan.from.label} already: there is nothing to bring back.`,
  );
}

function stopPlan(ecs: Ecs, before: number, scaling: Scaling | null): ProviderPlan {
  const { service } = ecs.config;
  const warnings: PlanWarning[] = [
    {
      code: 'stands_still',
      params: { service },
      text: `While ${service} has no tasks it answers nothing: requests to it fail until it is brought back.`,
    },
    ...(scaling && scaling.min > 0
      ? [
          {
            code: 'scaling_may_start',
            params: { min: scaling.min, service },
            text: `Application Auto Scaling keeps ${service} at ${scaling.min} tasks or more once an alarm or a schedule acts: suspend its scaling if one may act meanwhile.`,
          },
        ]
      : []),
  ];
  return {
    ...planOf(ecs, { tasks: 0, before }),
    summary: {
      code: 'plan_stop',
      params: { name: ecs.name },
      text: `Stops all tasks of ${ecs.name}, so that they write nothing while the data goes back.`,
    },
    warnings,
    losses: [
      { code: 'memory_lost', text: 'What tasks hold in memory, such as sessions and caches, is lost when they stop.' },
    ],
    followUps: [
      {
        kind: 'restart_writers',
        code: 'then_resume',
        params: { name: ecs.name, count: before },
        text: `Bring ${ecs.name} back to ${before === 1 ? '1 task' : `${before} tasks`}.`,
        restores: true,
      },
    ],
    estimateMs: STOP_MS,
  };
}

function backTo(ecs: Ecs, before: number, tasks: number): ProviderPlan {
  return {
    ...planOf(ecs, { tasks, before }),
    summary: {
      code: 'plan_resume',
      params: { name: ecs.name, count: tasks },
      text: `Brings ${ecs.name} back to ${tasks === 1 ? '1 task' : `${tasks} tasks`}, on what it is to run by then.`,
    },
    warnings: [],
    losses: [],
    followUps: [],
    estimateMs: RESUME_MS,
  };
}

function planOf(
  { config }: Ecs,
  write: CountWrite,
): Pick<ProviderPlan, 'from' | 'to' | 'diff' | 'commands' | 'touchesData' | 'write'> {
  const { setup, options } = awsCommandLine(config);
  const [cluster, service] = [quote(config.cluster), quote(config.service)];
  const at = (tasks: number) => ({
    // The number is none of the identity: scaling moves it all the time.
    id: tasks === 0 ? 'tasks:none' : 'tasks:wanted',
    label: tasks === 1 ? '1 task' : `${tasks} tasks`,
    summary: '',
  });
  return {
    from: at(write.before),
    to: at(write.tasks),
    diff: write.before === write.tasks ? '' : `--- now\n+++ after\n@@ tasks @@\n-${write.before}\n+${write.tasks}`,
    commands: [
      ...setup,
      `aws ecs update-service ${options} --cluster ${cluster} --service ${service} --desired-count ${write.tasks}`,
      `aws ecs wait services-stable ${options} --cluster ${cluster} --services ${service}`,
    ],
    touchesData: false,
    write,
  };
}
