import type { RegisterTaskDefinitionRequest, TaskDefinition } from '@aws-sdk/client-ecs';
import { ProviderError } from '../error';
import type { Ecs } from './client';
import { describe, familyOf, listActive, revisionOf } from './task-definition';

/** Copies are newer than what they copy; beyond so many newer ACTIVE revisions a further copy does no harm. */
const MOST_LOOKED_AT = 25;

/** What of a task definition is registered; the rest Amazon adds (RegisterTaskDefinition of the API reference). */
export function registrable(definition: TaskDefinition): RegisterTaskDefinitionRequest {
  const {
    taskDefinitionArn: _arn,
    revision: _revision,
    status: _status,
    requiresAttributes: _attributes,
    compatibilities: _compatibilities,
    registeredAt: _at,
    registeredBy: _by,
    deregisteredAt: _deregistered,
    deleteRequestedAt: _deleted,
    family,
    containerDefinitions,
    ...rest
  } = definition;
  return { family, containerDefinitions, ...rest };
}

export const isSameContent = (one: TaskDefinition, other: TaskDefinition): boolean =>
  canonical(registrable(one)) === canonical(registrable(other));

/** JSON with keys in order, without what is absent. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The oldest ACTIVE revision after `original` with the same content, whoever registered it; null when there is none. */
export async function findCopy(ecs: Ecs, original: TaskDefinition, signal: AbortSignal): Promise<string | null> {
  const arn = original.taskDefinitionArn ?? '';
  let found: string | null = null;
  let looked = 0;
  for await (const candidate of listActive(ecs, familyOf(arn), signal)) {
    if (revisionOf(candidate) < revisionOf(arn) || looked++ >= MOST_LOOKED_AT) break;
    if (isSameContent(await describe(ecs, candidate, signal), original)) found = candidate;
  }
  return found;
}

/**
 * Registers a copy of an INACTIVE revision, which cannot be deployed itself. Two racers may register two equal copies;
 * both then take the older one, so that one deployment comes of it.
 */
export async function registerCopy(ecs: Ecs, original: TaskDefinition, signal: AbortSignal): Promise<string> {
  const { taskDefinition } = await ecs.call(signal, (client, { RegisterTaskDefinitionCommand }, options) =>
    client.send(new RegisterTaskDefinitionCommand(registrable(original)), options),
  );
  const arn = (await findCopy(ecs, original, signal)) ?? taskDefinition?.taskDefinitionArn;
  if (arn === undefined)
    throw new ProviderError(
      'failed',
      `Amazon answered without the copy that it registered for ${ecs.name}: try again.`,
    );
  return arn;
}
