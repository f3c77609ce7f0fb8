import type * as Ecs from '@aws-sdk/client-ecs';
import { AwsFault } from '../fault';
import type { Answer } from '../operation';
import { page } from './page';
import { arnOf, type Definition, type World } from './world';

/** At most 100 a page, also the default; `familyPrefix` is the full name of a family. */
export function listDefinitions(world: World, input: Ecs.ListTaskDefinitionsRequest): Answer {
  const status = input.status ?? 'ACTIVE';
  const arns = world.definitions
    .filter((each) => each.status === status && (!input.familyPrefix || each.family === input.familyPrefix))
    .map((each) => each.arn);
  if (input.sort === 'DESC') arns.reverse();
  return page('taskDefinitionArns', arns, input);
}

/** `family:revision`, an ARN, or a family for its latest ACTIVE revision. */
export function definitionNamed(world: World, name = ''): Definition {
  const found = world.definitions.findLast(
    (each) =>
      each.arn === name ||
      `${each.family}:${each.revision}` === name ||
      (each.family === name && each.status === 'ACTIVE'),
  );
  if (!found) throw new AwsFault('ClientException', 'Unable to describe task definition.');
  return found;
}

export function register(world: World, input: Ecs.RegisterTaskDefinitionRequest): Definition {
  const family = input.family ?? '';
  const revision = world.definitions.filter((each) => each.family === family).length + 1;
  const definition: Definition = {
    arn: arnOf(world, `task-definition/${family}:${revision}`),
    family,
    revision,
    status: 'ACTIVE',
    registeredAtMs: Date.now(),
    input,
  };
  world.definitions.push(definition);
  return definition;
}

export function deregister(definition: Definition): void {
  definition.status = 'INACTIVE';
  definition.deregisteredAtMs = Date.now();
}
