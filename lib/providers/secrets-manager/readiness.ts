import type { ReadinessFinding } from '../contract';
import { ProviderError } from '../error';
import type { Secrets } from './client';
import { nameOf } from './config';
import { hasRoomForPin } from './pin';
import { labelOf, readSecret, type SecretState } from './versions';

/** Could a rollback work right now? Only reads, and no value; what Amazon answers becomes a finding, never an error. */
export async function readiness(secrets: Secrets, signal: AbortSignal): Promise<ReadinessFinding[]> {
  try {
    const state = await readSecret(secrets, signal);
    const name = nameOf(secrets.config);
    return [
      {
        level: 'ok',
        code: 'secret_found',
        params: { name, label: labelOf(state.current.id) },
        text: `The secret ${name} is at version ${labelOf(state.current.id)}.`,
      },
      targetFinding(state),
      ...rotationFinding(state),
      ...roomFinding(state),
      {
        level: 'warn',
        code: 'update_unproven',
        provenByUse: true,
        text: 'Amazon offers no way to test secretsmanager:UpdateSecretVersionStage without using it: a drill proves it.',
      },
    ];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [{ level: 'fail', code: `secret_${error.code}`, text: error.message }];
  }
}

function targetFinding({ versions, current }: SecretState): ReadinessFinding {
  const precaution = 'secret_versions';
  const others = versions.filter(({ id }) => id !== current.id);
  const kept = others.filter(({ stages }) => stages.length > 0);
  const params = { count: kept.length };
  if (kept.length > 0)
    return {
      level: 'ok',
      code: 'targets_kept',
      precaution,
      params,
      text: `Earlier versions kept by a stage: ${kept.length}.`,
    };
  return {
    level: 'warn',
    code: others.length > 0 ? 'targets_deprecated' : 'no_target',
    precaution,
    text:
      others.length > 0
        ? 'No stage keeps any earlier version: Amazon may delete them.'
        : 'The secret has one version only: nothing to go back to yet.',
  };
}

function rotationFinding({ secret }: SecretState): ReadinessFinding[] {
  if (secret.RotationEnabled !== true) return [];
  const text = 'Rotation is on: after a rollback it moves AWSCURRENT to a new version again.';
  return [{ level: 'warn', code: 'rotation_is_on', text }];
}

function roomFinding({ versions }: SecretState): ReadinessFinding[] {
  if (hasRoomForPin(versions)) return [];
  const text = 'The secret has as many stages as Amazon allows: take one off so that a rollback can pin a version.';
  return [{ level: 'warn', code: 'stages_full', text }];
}
