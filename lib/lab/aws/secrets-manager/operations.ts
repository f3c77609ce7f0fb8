import type * as Sm from '@aws-sdk/client-secrets-manager';
import { AwsFault } from '../fault';
import type { Answer } from '../operation';
import { attach, move } from './stages';
import { holderOf, type Secret, type Version, versionOf, type World } from './world';

export const WRITES = new Set(['UpdateSecretVersionStage', 'PutSecretValue']);

const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1_000);

/** Answers and errors as the API reference has them. */
export function operations(world: World): Record<string, (input: never) => Answer> {
  const secretOf = (id: string | undefined) => secretNamed(world, id);
  return {
    DescribeSecret: ({ SecretId }: Sm.DescribeSecretRequest) => ({ body: describe(secretOf(SecretId)) }),
    ListSecretVersionIds: (input: Sm.ListSecretVersionIdsRequest) => list(alive(secretOf(input.SecretId)), input),
    GetSecretValue: (input: Sm.GetSecretValueRequest) => getValue(alive(secretOf(input.SecretId)), input),
    PutSecretValue: (input: Sm.PutSecretValueRequest) => putValue(alive(secretOf(input.SecretId)), input),
    UpdateSecretVersionStage: (input: Sm.UpdateSecretVersionStageRequest) =>
      updateStage(alive(secretOf(input.SecretId)), input),
  };
}

function secretNamed({ secret }: World, id: string | undefined): Secret {
  if (id === secret.name || id === secret.arn) return secret;
  throw new AwsFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/** DescribeSecret alone still answers for a secret that is marked for deletion. */
function alive(secret: Secret): Secret {
  if (secret.deletedAtMs === undefined) return secret;
  throw new AwsFault(
    'InvalidRequestException',
    'You can’t perform this operation on the secret because it was marked for deletion.',
  );
}

function describe(secret: Secret): unknown {
  const { rotation } = secret;
  const labelled = secret.versions.filter(({ stages }) => stages.length > 0);
  return {
    ARN: secret.arn,
    Name: secret.name,
    RotationEnabled: rotation.enabled,
    ...(rotation.everyDays > 0 ? { RotationRules: { AutomaticallyAfterDays: rotation.everyDays } } : {}),
    LastRotatedDate: seconds(rotation.lastAtMs),
    NextRotationDate: rotation.enabled ? seconds(rotation.nextAtMs) : undefined,
    OwningService: secret.owner,
    DeletedDate: seconds(secret.deletedAtMs),
    ReplicationStatus: secret.replicas.map((Region) => ({ Region, Status: 'InSync' })),
    VersionIdsToStages: Object.fromEntries(labelled.map(({ id, stages }) => [id, stages])),
  };
}

/** At most 100 a page. No order is documented, so here it is one that says nothing: that of the ids. */
function list(secret: Secret, input: Sm.ListSecretVersionIdsRequest): Answer {
  const { MaxResults: size = 100, NextToken: token, IncludeDeprecated: all = false } = input;
  if (size < 1 || size > 100) throw invalid('MaxResults must be between 1 and 100.');
  const from = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(from)) throw new AwsFault('InvalidNextTokenException', 'The NextToken value is invalid.');
  const shown = secret.versions.filter(({ stages }) => all || stages.length > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  const to = from + size;
  return {
    body: {
      ARN: secret.arn,
      Name: secret.name,
      Versions: shown.slice(from, to).map(({ id, stages, createdAtMs }) => ({
        VersionId: id,
        VersionStages: stages.length > 0 ? stages : undefined,
        CreatedDate: seconds(createdAtMs),
      })),
      ...(to < shown.length ? { NextToken: Buffer.from(String(to)).toString('base64url') } : {}),
    },
  };
}

function getValue(secret: Secret, { VersionId: id, VersionStage: stage }: Sm.GetSecretValueRequest): Answer {
  const found = id === undefined ? holderOf(secret, stage ?? 'AWSCURRENT') : versionOf(secret, id);
  // One that rotation has announced exists without a value.
  if (!found || found.value === '' || (stage !== undefined && !found.stages.includes(stage)))
    throw new AwsFault(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${id === undefined ? `staging label: ${stage ?? 'AWSCURRENT'}` : `VersionId: ${id}`}`,
    );
  return {
    body: {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: found.id,
      SecretString: found.value,
      VersionStages: found.stages,
      CreatedDate: seconds(found.createdAtMs),
    },
  };
}

/** The token becomes the version's id: the same one with the same value is ignored, with another value refused. */
function putValue(secret: Secret, input: Sm.PutSecretValueRequest): Answer {
  const { ClientRequestToken: id = '', SecretString: value, VersionStages: stages = ['AWSCURRENT'] } = input;
  if (id.length < 32 || id.length > 64) throw invalid('ClientRequestToken must be 32 to 64 characters long.');
  if (value === undefined || value === '') throw invalid('You must provide either SecretString or SecretBinary.');
  if (stages.length < 1 || stages.length > 20) throw invalid('VersionStages must have 1 to 20 items.');
  const known = versionOf(secret, id);
  if (known && known.value !== value)
    throw new AwsFault('ResourceExistsException', `You can’t modify the existing version ${id}.`);
  const version: Version = known ?? { id, value, stages: [], createdAtMs: Date.now() };
  if (!known) {
    secret.versions.push(version);
    for (const stage of stages) attach(secret, stage, version);
  }
  return {
    body: { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: version.stages },
    ...(known ? {} : { changed: stages.includes('AWSCURRENT') ? 'AWSCURRENT' : 'version' }),
  };
}

function updateStage(secret: Secret, input: Sm.UpdateSecretVersionStageRequest): Answer {
  const { VersionStage: stage = '', MoveToVersionId: to, RemoveFromVersionId: from } = input;
  if (stage.length < 1 || stage.length > 256) throw invalid('VersionStage must be 1 to 256 characters long.');
  for (const id of [to, from])
    if (id !== undefined && !versionOf(secret, id))
      throw new AwsFault('ResourceNotFoundException', `Secrets Manager can't find the specified secret version ${id}.`);
  const isMoved = move(secret, stage, versionOf(secret, to), from);
  return { body: { ARN: secret.arn, Name: secret.name }, ...(isMoved ? { changed: stage } : {}) };
}

const invalid = (message: string) => new AwsFault('InvalidParameterException', message);
