import { AwsFault } from '../fault';
import { holderOf, type Secret, type Version } from './world';

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';
/** "Staging labels attached across all versions: 20" (user guide, "Secrets Manager quotas"). */
const MOST_STAGES = 20;

/** Attaches a label, which only one version can have. AWSPREVIOUS follows AWSCURRENT by itself (UpdateSecretVersionStage). */
export function attach(secret: Secret, stage: string, to: Version): void {
  if (to.stages.includes(stage)) return;
  const from = holderOf(secret, stage);
  if (!from) refuseTooMany(secret);
  if (from) detach(from, stage);
  to.stages.push(stage);
  if (stage === CURRENT && from) {
    const before = holderOf(secret, PREVIOUS);
    if (before) detach(before, PREVIOUS);
    from.stages.push(PREVIOUS);
  }
}

export function detach(version: Version, stage: string): void {
  version.stages = version.stages.filter((each) => each !== stage);
}

/**
 * The rules of UpdateSecretVersionStage (API reference); words of its errors as reported of the service
 * (hashicorp/terraform-provider-aws#19943). Answers whether anything changed.
 */
export function move(secret: Secret, stage: string, to: Version | undefined, removeFrom: string | undefined): boolean {
  const holder = holderOf(secret, stage);
  if (holder && holder !== to && removeFrom !== holder.id)
    throw invalid(
      removeFrom === undefined
        ? `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`
        : `The staging label ${stage} is not attached to version ${removeFrom}.`,
    );
  if (removeFrom !== undefined && removeFrom !== holder?.id)
    throw invalid(`The staging label ${stage} is not attached to version ${removeFrom}.`);
  if (to === undefined) {
    if (stage === CURRENT)
      throw invalid(
        'You can only move staging label AWSCURRENT to a different secret version. It can’t be completely removed.',
      );
    if (holder) detach(holder, stage);
    return holder !== undefined;
  }
  attach(secret, stage, to);
  return holder !== to;
}

function refuseTooMany(secret: Secret): void {
  if (secret.versions.flatMap(({ stages }) => stages).length < MOST_STAGES) return;
  throw new AwsFault('LimitExceededException', `You can’t have more than ${MOST_STAGES} staging labels on a secret.`);
}

const invalid = (message: string) => new AwsFault('InvalidParameterException', message);
