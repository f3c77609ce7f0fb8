import type { Task } from '@aws-sdk/client-ecs';
import type { Ecs } from './client';

/** DescribeTasks takes at most 100 (API reference). */
const PAGE = 100;
const REASON_LENGTH = 400;

/** The service's tasks that should run, or those that stopped lately (Amazon shows them for about an hour). */
export async function readTasks(ecs: Ecs, desiredStatus: 'RUNNING' | 'STOPPED', signal: AbortSignal): Promise<Task[]> {
  const tasks: Task[] = [];
  for await (const arns of pages(ecs, desiredStatus, signal)) tasks.push(...(await describeTasks(ecs, arns, signal)));
  return tasks;
}

/** Tells each stopped task once; tasks stop for good, so one look at each is enough. */
export function createStopReader(ecs: Ecs): (signal: AbortSignal) => Promise<Task[]> {
  const seen = new Set<string>();
  return async (signal) => {
    const fresh: Task[] = [];
    for await (const arns of pages(ecs, 'STOPPED', signal)) {
      const unseen = arns.filter((arn) => !seen.has(arn));
      if (unseen.length > 0) fresh.push(...(await describeTasks(ecs, unseen, signal)));
      for (const arn of unseen) seen.add(arn);
    }
    return fresh;
  };
}

async function* pages(ecs: Ecs, desiredStatus: 'RUNNING' | 'STOPPED', signal: AbortSignal): AsyncGenerator<string[]> {
  const { cluster, service: serviceName } = ecs.config;
  for (let nextToken: string | undefined; ; ) {
    const input = { cluster, serviceName, desiredStatus, maxResults: PAGE, ...(nextToken ? { nextToken } : {}) };
    const page = await ecs.call(signal, (client, { ListTasksCommand }, options) =>
      client.send(new ListTasksCommand(input), options),
    );
    if (page.taskArns?.length) yield page.taskArns;
    nextToken = page.nextToken;
    if (!nextToken) return;
  }
}

async function describeTasks(ecs: Ecs, tasks: string[], signal: AbortSignal): Promise<Task[]> {
  const { cluster } = ecs.config;
  const reply = await ecs.call(signal, (client, { DescribeTasksCommand }, options) =>
    client.send(new DescribeTasksCommand({ cluster, tasks }), options),
  );
  return reply.tasks ?? [];
}

/** A task that stopped. */
export interface Stop {
  /** The first digits of its id. */
  task: string;
  reason: string;
}

/** Why a task stopped, in Amazon's words: the task's reason and its containers' own. */
export function stopOf(task: Task): Stop {
  const containers = (task.containers ?? []).flatMap(({ name, exitCode, reason }) =>
    exitCode || reason ? [`${name}: ${[reason, exitCode && `exit code ${exitCode}`].filter(Boolean).join(', ')}`] : [],
  );
  const id = task.taskArn?.slice(task.taskArn.lastIndexOf('/') + 1, task.taskArn.lastIndexOf('/') + 9) ?? '';
  const reasons = [...new Set([task.stoppedReason ?? 'no reason given', ...containers])];
  return { task: id, reason: reasons.join('; ').slice(0, REASON_LENGTH) };
}

/** The same as a sentence. */
export const stopText = ({ task, reason }: Stop): string => `Task ${task} stopped: ${reason}`;
