import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { awsCodeOf } from '../aws-error';
import { ProviderError } from '../error';
import type { Ecs } from './client';

/** `arn:aws:ecs:eu-west-3:1:task-definition/api:56` → `api:56`. */
export const labelOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
export const familyOf = (arn: string): string => labelOf(arn).replace(/:\d+$/, '');
export const revisionOf = (arn: string): number => Number(/:(\d+)$/.exec(arn)?.[1] ?? 0);

export const imagesOf = (definition: TaskDefinition): string[] =>
  (definition.containerDefinitions ?? []).flatMap(({ image }) => (image === undefined ? [] : [image]));

export const summaryOf = (definition: TaskDefinition): string => imagesOf(definition).join(', ');

/** Errors: `not_found` for a revision that was never registered or was deleted. */
export async function describe(ecs: Ecs, arn: string, signal: AbortSignal): Promise<TaskDefinition> {
  const { taskDefinition } = await ecs
    .call(signal, (client, { DescribeTaskDefinitionCommand }, options) =>
      client.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }), options),
    )
    .catch((error: unknown) => {
      // "Unable to describe task definition." is all that ECS says of an unknown one.
      throw awsCodeOf(error) === 'ClientException' ? unknown(arn) : error;
    });
  if (!taskDefinition) throw unknown(arn);
  return taskDefinition;
}

const unknown = (arn: string) =>
  new ProviderError('not_found', `Amazon has no task definition ${labelOf(arn)}: choose another revision.`);

/** ARNs of a family with a status, newest first, asked for page by page. */
async function* list(ecs: Ecs, family: string, status: 'ACTIVE' | 'INACTIVE', signal: AbortSignal) {
  for (let nextToken: string | undefined; ; ) {
    const input = { familyPrefix: family, sort: 'DESC' as const, status, ...(nextToken ? { nextToken } : {}) };
    const page = await ecs.call(signal, (client, { ListTaskDefinitionsCommand }, options) =>
      client.send(new ListTaskDefinitionsCommand(input), options),
    );
    // "familyPrefix" was once a prefix and some emulators still take it for one.
    for (const arn of page.taskDefinitionArns ?? []) if (familyOf(arn) === family) yield arn;
    nextToken = page.nextToken;
    if (!nextToken) return;
  }
}

export const listActive = (ecs: Ecs, family: string, signal: AbortSignal): AsyncGenerator<string> =>
  list(ecs, family, 'ACTIVE', signal);

/** ACTIVE and INACTIVE ones in one line, newest first: a revision changes its status, never its number. */
export async function* listAll(ecs: Ecs, family: string, signal: AbortSignal): AsyncGenerator<string> {
  const lists = [list(ecs, family, 'ACTIVE', signal), list(ecs, family, 'INACTIVE', signal)];
  const heads = await Promise.all(lists.map((each) => each.next()));
  for (let last = ''; ; ) {
    let newest = -1;
    for (const [index, head] of heads.entries()) {
      const best = heads[newest];
      if (!head.done && (!best || best.done || revisionOf(head.value) > revisionOf(best.value))) newest = index;
    }
    const head = heads[newest];
    const source = lists[newest];
    if (!head || head.done || !source) return;
    // Deregistered between the two lists: it is in both.
    if (head.value !== last) yield head.value;
    last = head.value;
    heads[newest] = await source.next();
  }
}
