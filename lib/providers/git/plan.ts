import type { Notice, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { planCommands } from './commands';
import type { Git } from './git';
import type { Heads } from './heads';
import { type Commit, readCommit, readCommits, short, subjectOf } from './history';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { revertedTree, type Scratch, withScratch } from './scratch';
import { resolveTarget, type Target } from './target';
import { type GitWrite, TARGET_TRAILER } from './write';

export const DIFF_LIMIT = 64 * 1024;
/** Commits read to say what is undone; beyond it only their number is said. */
const COMMITS_READ = 100;

/** What reaching a revision changes, before it is put into words. */
export interface Change {
  target: Target;
  heads: Heads;
  write: GitWrite;
  /** Commits that are undone, newest first, at most COMMITS_READ, and how many there are in all. */
  undone: Commit[];
  undoneCount: number;
  /** Of them, how many are not deployed yet. */
  undeployedCount: number;
  files: string[];
}

/**
 * Makes the plan for `<sha>` or `without:<sha>`; writes nothing outside throw-away directories. Errors: those of
 * `resolveTarget`, and ProviderError `conflict` when it is current already or a single revert conflicts.
 */
export async function makePlan(git: Git, heads: Heads, revisionId: string, signal: AbortSignal): Promise<ProviderPlan> {
  const target = await resolveTarget(git, heads, revisionId, signal);
  if (target.kind === 'back') return planBack(git, heads, target, signal);
  return withScratch(git, async (scratch) => {
    const mainline = mainlineOf(git, target.commit);
    const label = `${short(target.commit.sha)} (${subjectOf(target.commit)})`;
    const tree = await revertedTree(git, scratch, heads.head, { sha: target.commit.sha, label, mainline }, signal);
    return describe(git, heads, target, { mode: 'one', tree, mainline }, signal, scratch);
  });
}

async function planBack(git: Git, heads: Heads, target: Target, signal: AbortSignal): Promise<ProviderPlan> {
  const { sha } = target.commit;
  if (sha === heads.deployed || sha === heads.head)
    throw alreadyThere(git, heads, sha === heads.deployed ? 'deployed' : 'head', sha);
  // Undoing a line of commits newest first ends, by each revert's definition, in the content of the commit before it.
  const tree = await treeOf(git, sha, signal);
  const mode = git.config.unshared ? 'reset' : 'range';
  return describe(git, heads, target, { mode, tree, mainline: null }, signal);
}

/** Leads a reset branch forward again to a commit that it no longer holds. */
export async function planForward(git: Git, heads: Heads, sha: string, signal: AbortSignal): Promise<ProviderPlan> {
  if (sha === heads.head) throw alreadyThere(git, heads, 'head', sha);
  const target: Target = { kind: 'back', commit: await readCommit(git, sha, signal) };
  const tree = await treeOf(git, sha, signal);
  return describe(git, heads, target, { mode: 'reset', tree, mainline: null }, signal);
}

async function describe(
  git: Git,
  heads: Heads,
  target: Target,
  how: Pick<GitWrite, 'mode' | 'tree' | 'mainline'>,
  signal: AbortSignal,
  scratch?: Scratch,
): Promise<ProviderPlan> {
  const { commit } = target;
  if (how.mode !== 'reset' && how.tree === (await treeOf(git, heads.head, signal)))
    throw alreadyThere(git, heads, 'content', commit.sha);
  const call = { signal, ...(scratch ? { gitDir: scratch.gitDir } : {}) };
  const between = ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '-M', heads.head, how.tree];
  const [diff, names, undone, undoneCount, undeployedCount, from] = await Promise.all([
    git.tryLocal(between, { ...call, maxOutput: DIFF_LIMIT }),
    git.local(['diff', '--name-only', '--no-renames', '-z', heads.head, how.tree], call),
    how.mode === 'one' ? [commit] : readCommits(git, `${commit.sha}..${heads.head}`, COMMITS_READ, signal),
    how.mode === 'one' ? 1 : countCommits(git, commit.sha, heads.head, signal),
    how.mode === 'one' ? 0 : countCommits(git, heads.deployed, heads.head, signal),
    readCommit(git, heads.deployed, signal),
  ]);
  const write: GitWrite = {
    ...how,
    ...messageOf(git, target, undone, undoneCount),
    branch: git.config.branch,
    expectedHead: heads.head,
    target: commit.sha,
    preparedAt: `${git.clock().toISOString().slice(0, 19)}Z`,
  };
  const files = names.split('\0').filter(Boolean);
  const change: Change = { target, heads, write, undone, undoneCount, undeployedCount, files };
  return {
    from: { id: from.sha, label: short(from.sha), summary: subjectOf(from) },
    to: refOf(target),
    summary: summaryOf(git, change),
    diff: boundedDiff(diff.stdout, diff.cut),
    commands: planCommands(git, change),
    warnings: warningsOf(git, change),
    losses: lossesOf(change),
    followUps: followUpsOf(change),
    touchesData: false,
    write: { ...write },
  };
}

function refOf({ kind, commit }: Target): ProviderPlan['to'] {
  if (kind === 'back') return { id: commit.sha, label: short(commit.sha), summary: subjectOf(commit) };
  return { id: `without:${commit.sha}`, label: `without ${short(commit.sha)}`, summary: subjectOf(commit) };
}

function summaryOf(git: Git, { target, write, undoneCount: count }: Change): Notice {
  const { branch } = git.config;
  const commit = `${short(target.commit.sha)} (${subjectOf(target.commit)})`;
  const params = { branch, commit };
  if (write.mode === 'reset') return { code: 'plan_reset', params, text: `Resets ${branch} to ${commit}.` };
  if (write.mode === 'one')
    return { code: 'plan_one', params, text: `Adds one commit to ${branch} that undoes ${commit} and nothing else.` };
  const many = count === 1 ? 'the commit' : `the ${count} commits`;
  return {
    code: 'plan_range',
    params: { ...params, count },
    text: `Adds one commit to ${branch} that undoes ${many} after ${commit}.`,
  };
}

function messageOf(
  git: Git,
  { kind, commit }: Target,
  undone: Commit[],
  count: number,
): { subject: string; body: string } {
  const target = `${TARGET_TRAILER}: ${commit.sha}`;
  const lines = undone.map(({ sha }) => `This reverts commit ${sha}.`);
  if (kind === 'without') return { subject: `Revert "${subjectOf(commit)}"`, body: lines.join('\n') };
  if (count > undone.length) lines.push(`And ${count - undone.length} earlier commits, back to ${commit.sha}.`);
  return {
    subject: `Roll ${git.config.branch} back to ${short(commit.sha)}`,
    body: `${subjectOf(commit)}\n\n${lines.join('\n')}\n\n${target}`,
  };
}

function mainlineOf(git: Git, commit: Commit): number | null {
  if (commit.parents.length < 2) return null;
  if (git.config.mainline <= commit.parents.length) return git.config.mainline;
  throw new ProviderError(
    'invalid_target',
    `Merge ${short(commit.sha)} has ${commit.parents.length} parents, so parent ${git.config.mainline} cannot be kept: correct mainline in the catalogue.`,
  );
}

function alreadyThere(git: Git, heads: Heads, why: 'deployed' | 'head' | 'content', sha: string): ProviderError {
  const { branch, deployedRef } = git.config;
  const behind = heads.deployed !== heads.head;
  const sentence = {
    deployed: behind
      ? `${short(sha)} is what ${deployedRef} already deploys: to drop newer commits of ${branch}, undo them one by one.`
      : `${branch} is already at ${short(sha)}: choose an earlier commit.`,
    head: `${branch} is already at ${short(sha)}${behind ? ', only not deployed yet: deploy it' : ': choose another commit'}.`,
    content: `${branch} already holds the content that this would lead to: choose another commit${behind ? ', or deploy the branch' : ''}.`,
  }[why];
  return new ProviderError('conflict', sentence);
}

function boundedDiff(text: string, cut: boolean): string {
  // UTF-8 may need more bytes than the string has characters.
  let kept = Buffer.from(text)
    .subarray(0, DIFF_LIMIT - 64)
    .toString('utf8');
  if (!cut && kept.length === text.length) return text;
  kept = kept.slice(0, kept.lastIndexOf('\n') + 1);
  return `${kept}… the rest of the diff is not shown\n`;
}

async function countCommits(git: Git, from: string, to: string, signal: AbortSignal): Promise<number> {
  return Number(await git.local(['rev-list', '--count', '--first-parent', `${from}..${to}`], { signal }));
}

async function treeOf(git: Git, sha: string, signal: AbortSignal): Promise<string> {
  return (await git.local(['rev-parse', '--verify', `${sha}^{tree}`], { signal })).trim();
}
