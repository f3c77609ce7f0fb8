import { createHash } from 'node:crypto';
import { awsCodeOf } from '../aws-error';
import type { Operation, ProviderPlan } from '../contract';
import { isPlaceholder, withHost } from '../database-url';
import { ProviderError } from '../error';
import type { Secrets } from './client';
import { pin, pinOf } from './pin';
import { readValue } from './value';
import { CURRENT, labelOf, readVersions } from './versions';
import { readWrite, type SecretWrite } from './write';

/**
 * Moves AWSCURRENT from the planned version to the target, with compare-and-swap: Amazon refuses when it is elsewhere. A
 * new value is stored first, under an id that follows from the key, and moved to in the same way. Errors: `conflict` when
 * somebody moved it since the plan, `not_found` when the target was deleted, those of the calls.
 */
export async function start(
  secrets: Secrets,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Operation> {
  const write = readWrite(plan);
  const target = targetOf(write, key);
  const { versions, current } = await readVersions(secrets, signal);
  if (current.id === target) return operationOf(secrets, target);
  if (current.id !== write.from) throw movedOn(secrets, write.from, current.id);
  if (!versions.some(({ id }) => id === target)) await store(secrets, write, target, signal);
  await pin(secrets, current, signal);
  return move(secrets, write, target, signal);
}

/** The version that will be current. Error: `invalid_target` while a placeholder stands for its host. */
export function targetOf(write: SecretWrite, key: string): string {
  if (write.mode === 'move') return write.target;
  if (isPlaceholder(write.host))
    throw new ProviderError(
      'invalid_target',
      `The host ${write.host} is not known yet: finish the step that it comes from first.`,
    );
  const hash = createHash('sha256')
    .update(JSON.stringify([key, write.from, write.host]))
    .digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5');
}

/** Stores the value with the other host under a stage of its own: current it becomes by the move alone. */
async function store(secrets: Secrets, write: SecretWrite, id: string, signal: AbortSignal): Promise<void> {
  if (write.mode === 'move')
    throw new ProviderError(
      'not_found',
      `Amazon has deleted version ${labelOf(id)} of ${secrets.name}: choose another.`,
    );
  const value = await readValue(secrets, write.from, write.host, signal);
  const { secretId, urlKey } = secrets.config;
  const input = { SecretId: secretId, ClientRequestToken: id, VersionStages: [pinOf(id)] };
  const SecretString = withHost(value, write.host, urlKey);
  secrets.hide(SecretString);
  await secrets.call(signal, (client, { PutSecretValueCommand }, options) =>
    client.send(new PutSecretValueCommand({ ...input, SecretString }), options),
  );
}

async function move(secrets: Secrets, { from }: SecretWrite, target: string, signal: AbortSignal): Promise<Operation> {
  const input = {
    SecretId: secrets.config.secretId,
    VersionStage: CURRENT,
    MoveToVersionId: target,
    RemoveFromVersionId: from,
  };
  try {
    await secrets.call(signal, (client, { UpdateSecretVersionStageCommand }, options) =>
      client.send(new UpdateSecretVersionStageCommand(input), options),
    );
  } catch (error) {
    // The swap was refused: either another process of this run made it, or somebody moved the stage elsewhere.
    if (!/^Invalid(Parameter|Request)Exception$/.test(awsCodeOf(error))) throw error;
    const { current } = await readVersions(secrets, signal);
    if (current.id === from) throw error;
    if (current.id !== target) throw movedOn(secrets, from, current.id);
  }
  return operationOf(secrets, target);
}

const operationOf = (secrets: Secrets, target: string): Operation => ({
  id: target,
  evidence: `AWSCURRENT of ${secrets.name} is on version ${labelOf(target)}.`,
  // For steps that follow: what started before this moment may have read the value of before.
  data: { versionId: target, currentSince: secrets.clock().toISOString() },
});

export function movedOn(secrets: Secrets, planned: string, found: string): ProviderError {
  return new ProviderError(
    'conflict',
    `AWSCURRENT of ${secrets.name} is on version ${labelOf(found)} now, not on ${labelOf(planned)} as planned: find out who moved it, then make a new plan.`,
  );
}
