import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { ProviderPlan } from '../contract';
import { hostOf, isPlaceholder, readHost, secretPartsOf, withHost } from '../database-url';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { diffOf } from './diff';
import { describe, labelOf, summaryOf } from './task-definition';
import type { EcsWrite } from './write';

/** `host:<name>`, and behind an @ the task definition that gets it; without one it is the one that runs. */
const HOST_TARGET = /^(host:[^@]+)(?:@(arn:.+))?$/;

/** What a target asks for: a task definition, null for the one that runs, and a host, null for those that it names. */
export interface Wanted {
  taskDefinition: string | null;
  host: string | null;
}

export const hostTarget = (host: string, taskDefinition?: string): string =>
  `host:${host}${taskDefinition === undefined ? '' : `@${taskDefinition}`}`;

/** Every target that is no restart. What is none of ours is left to Amazon, which knows no such task definition. */
export function readTarget(target: string): Wanted {
  const [, named = '', taskDefinition = null] = HOST_TARGET.exec(target) ?? [];
  const host = hostOf(named);
  return host === null ? { taskDefinition: target, host } : { taskDefinition, host };
}

type Words = Pick<ProviderPlan, 'to' | 'summary' | 'diff' | 'losses'>;

/**
 * How a plan shows that a task definition gets another host: what else differs from the one that runs, then the hosts of
 * its URLs, of which nothing else is ever shown. Error: see `hostsIn`.
 */
export function hostWords(
  ecs: Ecs,
  { taskDefinition, host }: Wanted & { host: string },
  from: TaskDefinition,
  original: TaskDefinition,
): Words {
  const hosts = hostsIn(ecs, original);
  const variable = variableOf(ecs);
  const label = labelOf(original.taskDefinitionArn ?? '');
  const moves = `${hosts.join(', ')} → ${host}`;
  const to =
    taskDefinition === null
      ? { id: hostTarget(host), label: host, summary: moves }
      : {
          id: hostTarget(host, taskDefinition),
          label: `${label} @ ${host}`,
          summary: `${summaryOf(original)}, ${moves}`,
        };
  return {
    to,
    summary: {
      code: 'plan_host',
      params: { name: ecs.name, label, host, variable },
      text: `Registers ${label} again with the host ${host} in ${variable}, nothing else changed, and brings ${ecs.name} to it.`,
    },
    diff: [
      diffOf(from, original) || '--- now\n+++ after',
      `@@ host in ${variable} @@`,
      ...hosts.map((one) => `-${one}`),
      `+${host}`,
    ].join('\n'),
    losses: [
      {
        code: 'earlier_hosts_stay',
        params: { variable },
        text: `Earlier revisions keep the host of ${variable} that they were registered with: going back to one later brings that host back.`,
      },
    ],
  };
}

/**
 * The task definition that `start` registers: the planned one, with the host that is known by then. Errors:
 * `invalid_target` while a placeholder stands for it.
 */
export async function definitionWithHost(ecs: Ecs, { target, host = '' }: EcsWrite, signal: AbortSignal) {
  if (isPlaceholder(host) || hostOf(hostTarget(host)) === null)
    throw new ProviderError(
      'invalid_target',
      `The host ${host} is not known yet: finish the step that it comes from first.`,
    );
  return withUrlHost(ecs, await describe(ecs, target, signal), host);
}

const variableOf = ({ config }: Ecs): string => config.urlVariable ?? '';

/** The hosts that the URLs name, each once. Error: `invalid_target` without a URL, or with one of which no host is sure. */
export function hostsIn(ecs: Ecs, definition: TaskDefinition): string[] {
  const urls = (definition.containerDefinitions ?? []).flatMap(({ environment }) =>
    (environment ?? []).flatMap(({ name, value }) => (name === variableOf(ecs) && value ? [value] : [])),
  );
  const label = labelOf(definition.taskDefinitionArn ?? '');
  if (urls.length === 0)
    throw new ProviderError(
      'invalid_target',
      `No container of ${label} has a database URL in the variable ${variableOf(ecs)}: set urlVariable to the one that holds it; where it is in a secret, restart after the secret's step.`,
    );
  return [...new Set(urls.map((url) => hostIn(ecs, url)))];
}

/** The same, but for the host in its URLs. */
export function withUrlHost(ecs: Ecs, definition: TaskDefinition, host: string): TaskDefinition {
  const containers = (definition.containerDefinitions ?? []).map((container) => ({
    ...container,
    environment: container.environment?.map((variable) =>
      variable.name === variableOf(ecs) && variable.value
        ? { ...variable, value: replaced(ecs, variable.value, host) }
        : variable,
    ),
  }));
  return { ...definition, containerDefinitions: containers };
}

function hostIn(ecs: Ecs, url: string): string {
  hide(ecs, url);
  return readHost(url, undefined).host;
}

function replaced(ecs: Ecs, url: string, host: string): string {
  const wanted = withHost(url, host, undefined);
  hide(ecs, url);
  hide(ecs, wanted);
  return wanted;
}

function hide(ecs: Ecs, url: string): void {
  const { cluster, service } = ecs.config;
  for (const part of secretPartsOf(url, [cluster, service, variableOf(ecs)])) ecs.hide(part);
}
