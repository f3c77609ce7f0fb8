import type { ReadinessFinding } from '../contract';
import { asProviderError, ProviderError } from '../error';
import { withLock } from '../file-lock';
import { refresh } from './cache';
import { classify } from './classify';
import type { Git } from './git';
import type { Heads } from './heads';
import { short } from './history';

/** Could a rollback work right now? Writes nothing to the remote. Never throws for what the remote answers. */
export async function readiness(git: Git, signal: AbortSignal): Promise<ReadinessFinding[]> {
  const heads = await refresh(git, signal).catch(asProviderError);
  if (heads instanceof ProviderError) return [{ level: 'fail', code: `remote_${heads.code}`, text: heads.message }];
  return [
    {
      level: 'ok',
      code: 'branch_found',
      params: { branch: git.config.branch, sha: short(heads.head) },
      text: `${git.config.branch} is at ${short(heads.head)}; its whole history is there.`,
    },
    await deployedFinding(git, heads, signal),
    await pushFinding(git, heads, signal),
    await cloneFinding(git, heads, signal),
  ];
}

async function deployedFinding(git: Git, heads: Heads, signal: AbortSignal): Promise<ReadinessFinding> {
  const { deployedRef: ref, branch } = git.config;
  const params = { ref: ref ?? branch, branch, sha: short(heads.deployed) };
  if (ref === undefined)
    return { level: 'ok', code: 'deployed_is_head', params, text: `The head of ${branch} counts as deployed.` };
  const onBranch = await git.tryLocal(['merge-base', '--is-ancestor', heads.deployed, heads.head], { signal });
  if (onBranch.exitCode === 0)
    return { level: 'ok', code: 'deployed_known', params, text: `${ref} says that ${params.sha} is deployed.` };
  return {
    level: 'warn',
    code: 'deployed_elsewhere',
    params,
    text: `${ref} is at ${params.sha}, which is not on ${branch}: correct the branch or deployedRef.`,
  };
}

/** Asks the remote for the right to push without pushing; what its hooks think shows only at a real push. */
async function pushFinding(git: Git, heads: Heads, signal: AbortSignal): Promise<ReadinessFinding> {
  const ref = `refs/heads/${git.config.branch}`;
  const params = { branch: git.config.branch };
  try {
    const args = ['push', '--porcelain', '--dry-run', git.config.remote, `${heads.head}:${ref}`];
    const result = await git.tryRemote(args, { signal });
    // A branch that moved since the fetch was still allowed to be asked about.
    if (result.exitCode !== 0 && !result.stdout.includes('!\t')) throw classify('push', git.name, result.stderr);
    return { level: 'ok', code: 'push_allowed', params, text: `These credentials may push to ${git.name}.` };
  } catch (error) {
    const { message } = asProviderError(error);
    return { level: 'fail', code: 'push_refused', params, text: message };
  }
}

/** Tidies the clone while nobody waits for a rollback; unreachable objects stay for two weeks, as git has it. */
async function cloneFinding(git: Git, heads: Heads, signal: AbortSignal): Promise<ReadinessFinding> {
  try {
    await git.local(['rev-list', '--first-parent', '--quiet', heads.head], { signal });
    await withLock(`${git.place.root}/lock`, signal, () =>
      git.local(['-c', 'gc.auto=6700', 'gc', '--auto', '--quiet'], { signal }),
    );
    return { level: 'ok', code: 'clone_healthy', text: "The console's copy of the repository is healthy." };
  } catch (error) {
    return { level: 'warn', code: 'clone_damaged', text: asProviderError(error).message };
  }
}
