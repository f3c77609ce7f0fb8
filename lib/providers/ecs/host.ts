import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { PlanWarning, ProviderPlan } from '../contract';
import { hostOf, isPlaceholder, readHost, secretPartsOf, withHost } from '../database-url';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { planCommands } from './commands';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { referenceTo } from './revisions';
import type { Scaling } from './scaling';
import type { ServiceState } from './service';
import { describe, labelOf } from './task-definition';
import type { EcsWrite } from './write';

/**
 * Plans a revision of what runs, with another host in the database URL that stands in the task definition itself; only
 * hosts are shown. Errors: `invalid_target` where no URL stands there, `conflict` where it names that host already.
 */
export async function planHost(
  ecs: Ecs,
  state: ServiceState & { scaling: Scaling | null },
  host: string,
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const target = state.primary.taskDefinition;
  const from = await describe(ecs, target, signal);
  const hosts = hostsIn(ecs, from);
  if (hosts.every((one) => one === host))
    throw new ProviderError('conflict', `The ${ecs.name} is on ${host} already: verify it, or choose another target.`);
  // Made now, so that a URL that cannot be changed is known before the start.
  const to = withUrlHost(ecs, from, host);
  const write: EcsWrite = { mode: 'host', target, from: { taskDefinition: target }, host };
  const change = { ...state, write, from, to };
  const stays: PlanWarning = {
    code: 'earlier_hosts_stay',
    params: { variable: variableOf(ecs) },
    text: `Earlier revisions keep the host of ${variableOf(ecs)} that they were registered with: going back to one later brings that host back.`,
  };
  return {
    from: referenceTo(from, target),
    to: { id: `host:${host}`, label: host, summary: `${hosts.join(', ')} → ${host}` },
    summary: `Register ${labelOf(target)} again with the host ${host} in ${variableOf(ecs)}, nothing else changed, and bring ${ecs.name} to it.`,
    diff: [
      '--- now',
      '+++ after',
      `@@ host in ${variableOf(ecs)} @@`,
      ...hosts.map((one) => `-${one}`),
      `+${host}`,
    ].join('\n'),
    commands: planCommands(ecs.config, write, hosts),
    warnings: warningsOf(change),
    losses: [...lossesOf(change), stays],
    followUps: followUpsOf(change).filter(({ kind }) => kind !== 'definitive_fix'),
    touchesData: false,
    write,
  };
}

/**
 * The task definition that `start` registers: the planned one, with the host that is known by then. Errors:
 * `invalid_target` while a placeholder stands for it.
 */
export async function definitionWithHost(ecs: Ecs, { target, host = '' }: EcsWrite, signal: AbortSignal) {
  if (isPlaceholder(host) || hostOf(`host:${host}`) === null)
    throw new ProviderError(
      'invalid_target',
      `The host ${host} is not known yet: finish the step that it comes from first.`,
    );
  return withUrlHost(ecs, await describe(ecs, target, signal), host);
}

const variableOf = ({ config }: Ecs): string => config.urlVariable ?? '';

/** The hosts that the URLs name, each once. Error: `invalid_target` without a URL. */
function hostsIn(ecs: Ecs, definition: TaskDefinition): string[] {
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

function withUrlHost(ecs: Ecs, definition: TaskDefinition, host: string): TaskDefinition {
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
