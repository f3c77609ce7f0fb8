import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Operation, Progress, ProviderPlan, StartOptions } from '../../contract';
import { ProviderError } from '../../error';
import type { Ecs } from '../client';
import { readService } from '../service';
import { labelOf } from '../task-definition';
import { createStopReader, readTasks, type Stop, stopOf, stopText } from '../tasks';
import { readCount } from './write';

const EVERY_MS = 1_000;

const operationSchema = z.object({ tasks: z.number().int().min(0), startedAt: z.iso.datetime() });

/** Sets how many tasks the service wants, unless it is so already: who wants more by then has decided so. */
export async function setCount(ecs: Ecs, plan: ProviderPlan, { signal }: StartOptions): Promise<Operation> {
  const { tasks } = readCount(ecs, plan.write);
  const { cluster, service } = ecs.config;
  const { desiredCount = 0 } = (await readService(ecs, signal)).service;
  const isThere = tasks === 0 ? desiredCount === 0 : desiredCount >= tasks;
  if (!isThere)
    await ecs.call(signal, (client, { UpdateServiceCommand }, options) =>
      client.send(new UpdateServiceCommand({ cluster, service, desiredCount: tasks }), options),
    );
  const data: z.output<typeof operationSchema> = { tasks, startedAt: ecs.clock().toISOString() };
  const verb = isThere ? `wants ${desiredCount} tasks already` : `was asked for ${tasks} tasks`;
  return { id: `tasks:${tasks}`, evidence: `The ${ecs.name} ${verb}.`, data };
}

/**
 * Looks until no task is left that could write, those that are ending included, or until as many run as are wanted. Errors:
 * ProviderError `conflict` when somebody, or scaling, moved the number meanwhile, `failed` when it takes too long.
 */
export async function* watchCount(ecs: Ecs, operation: Operation, signal: AbortSignal): AsyncGenerator<Progress> {
  const { tasks, startedAt } = operationSchema.parse(operation.data);
  const look = tasks === 0 ? lookAtEnd(ecs) : lookAtStart(ecs, tasks, startedAt);
  for (;;) {
    const progress = await look(signal);
    yield progress;
    if (progress.kind === 'converged') return;
    refuseLate(ecs, startedAt, progress.text);
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

type Look = (signal: AbortSignal) => Promise<Progress>;

function lookAtEnd(ecs: Ecs): Look {
  let most = 0;
  return async (signal) => {
    const { desiredCount = 0 } = (await readService(ecs, signal)).service;
    if (desiredCount > 0)
      throw new ProviderError(
        'conflict',
        `Somebody, or its scaling, set ${ecs.name} to ${desiredCount} tasks again: find out who, then retry.`,
      );
    const [wanted, ended] = [await readTasks(ecs, 'RUNNING', signal), await readTasks(ecs, 'STOPPED', signal)];
    const left = wanted.length + ended.filter(({ lastStatus }) => lastStatus !== 'STOPPED').length;
    most = Math.max(most, left);
    if (left === 0) return { kind: 'converged', evidence: `No task of ${ecs.name} is left.` };
    const text = left === 1 ? '1 task is still ending' : `${left} tasks are still ending`;
    return { kind: 'progress', done: most - left, total: most, code: 'tasks_ending', params: { count: left }, text };
  };
}

function lookAtStart(ecs: Ecs, tasks: number, startedAt: string): Look {
  const readStops = createStopReader(ecs);
  let trouble: Stop | undefined;
  return async (signal) => {
    const { service, primary } = await readService(ecs, signal);
    const { desiredCount = 0 } = service;
    if (desiredCount === 0)
      throw new ProviderError('conflict', `Somebody set ${ecs.name} to no tasks again: find out who, then retry.`);
    const running = (await readTasks(ecs, 'RUNNING', signal)).filter(
      ({ lastStatus, taskDefinitionArn }) => lastStatus === 'RUNNING' && taskDefinitionArn === primary.taskDefinition,
    );
    const wanted = Math.min(tasks, desiredCount);
    if (running.length >= wanted)
      return {
        kind: 'converged',
        evidence: `${running.length} of ${desiredCount} tasks of ${ecs.name} run ${labelOf(primary.taskDefinition)}.`,
      };
    const failed = (await readStops(signal)).filter(({ createdAt }) => createdAt && createdAt >= new Date(startedAt));
    const [latest] = failed.slice(-1);
    if (latest) trouble = stopOf(latest);
    const params = { done: running.length, wanted };
    const text = `${running.length} of ${wanted} tasks run`;
    return {
      kind: 'progress',
      done: running.length,
      total: wanted,
      ...(trouble
        ? { code: 'starting_stopped', params: { ...params, ...trouble }, text: `${text} · ${stopText(trouble)}` }
        : { code: 'starting', params, text }),
    };
  };
}

function refuseLate(ecs: Ecs, startedAt: string, seen: string): void {
  const { convergeSeconds } = ecs.config;
  if (ecs.clock().getTime() - Date.parse(startedAt) < convergeSeconds * 1_000) return;
  throw new ProviderError(
    'failed',
    `After ${convergeSeconds} seconds ${ecs.name} does not have the tasks that it should: ${seen}. Look at it in Amazon's console, then retry.`,
  );
}
