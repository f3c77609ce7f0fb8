import type { PlanWarning, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { planCommands } from './commands';
import { referenceTo } from './revisions';
import type { ServiceState } from './service';
import { describe, labelOf } from './task-definition';
import type { EcsWrite } from './write';

/** A time, or a placeholder for one that an earlier step gives. */
const RESTART = /^restart:(\$\{[\w.-]{1,200}\}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/;

export const restartTarget = (since: Date): string => `restart:${since.toISOString()}`;

/** `restart:2026-02-03T04:05:06Z` → the time; null for another target. */
export const restartSince = (target: string): string | null => RESTART.exec(target)?.[1] ?? null;

/** Plans to deploy what runs once more: ECS gives a task its secrets only when it starts. Nothing else changes. */
export async function planRestart(
  ecs: Ecs,
  { service, primary }: ServiceState,
  since: string,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const definition = await describe(ecs, primary.taskDefinition, signal);
  const target = primary.taskDefinition;
  const write: EcsWrite = { mode: 'restart', target, from: { taskDefinition: target }, since };
  const count = service.desiredCount ?? 0;
  const losses: PlanWarning[] = [
    { code: 'memory_lost', text: 'What tasks hold in memory, such as sessions and caches, is lost when they stop.' },
  ];
  return {
    from: referenceTo(definition, target),
    to: { id: `restart:${since}`, label: `${labelOf(target)} ↻`, summary: `restarted after ${since}` },
    summary: {
      code: 'plan_restart',
      params: { name: ecs.name, target: labelOf(target) },
      text: `Starts all tasks of ${ecs.name} anew on ${labelOf(target)}, so that they read what is current.`,
    },
    diff: [
      '--- now',
      '+++ after',
      '@@ tasks @@',
      `-${count} × started before ${since}`,
      `+${count} × started since`,
    ].join('\n'),
    commands: planCommands(ecs.config, write),
    warnings: [],
    losses,
    followUps: [],
    touchesData: false,
    write,
  };
}

/** Error: `invalid_target` while a placeholder stands for it. */
export function requireSince(ecs: Ecs, { since = '' }: EcsWrite): Date {
  const at = new Date(since);
  if (!Number.isNaN(at.getTime())) return at;
  throw new ProviderError(
    'invalid_target',
    `Since when tasks of ${ecs.name} have to be new is not known yet: finish the step that it comes from first.`,
  );
}
