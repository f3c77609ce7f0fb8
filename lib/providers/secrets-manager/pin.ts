import { awsCodeOf } from '../aws-error';
import type { Secrets } from './client';
import type { Version } from './versions';

const PREFIX = 'repli-';
/** All versions of a secret together ("Secrets Manager quotas" of the user guide). */
const MOST_STAGES = 20;

/**
 * The stage that keeps a version: Amazon may delete one without any. It follows from the version, so setting it twice
 * changes nothing and two pins never take each other away.
 */
export const pinOf = (versionId: string): string => `${PREFIX}${versionId}`;

export const isPin = (stage: string): boolean => stage.startsWith(PREFIX);

export const hasRoomForPin = (versions: Version[]): boolean =>
  versions.flatMap(({ stages }) => stages).length < MOST_STAGES;

/**
 * Keeps the version, unless it is kept already. False where Amazon allows no more stages: AWSPREVIOUS then keeps it until
 * the next change, and a rollback must not fail for want of a label.
 */
export async function pin(secrets: Secrets, version: Version, signal: AbortSignal): Promise<boolean> {
  if (version.stages.includes(pinOf(version.id))) return true;
  const { secretId } = secrets.config;
  const input = { SecretId: secretId, VersionStage: pinOf(version.id), MoveToVersionId: version.id };
  try {
    await secrets.call(signal, (client, { UpdateSecretVersionStageCommand }, options) =>
      client.send(new UpdateSecretVersionStageCommand(input), options),
    );
    return true;
  } catch (error) {
    if (awsCodeOf(error) === 'LimitExceededException') return false;
    throw error;
  }
}
