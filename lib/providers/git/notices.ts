import type { PlanWarning, ProviderPlan } from '../contract';
import type { Git } from './git';
import { type Commit, short, subjectOf } from './history';
import type { Change } from './plan';
import { REVERT_THE_REVERT } from './settled';

const MIGRATIONS = /(?:^|\/)(?:migrations?|migrate)\//i;
const WORKFLOWS = /^\.github\/workflows\//;
const NAMED = 20;

/** What the commander acknowledges before the start, once. */
export function warningsOf(git: Git, change: Change): PlanWarning[] {
  const { write, undone, files, heads, undeployedCount } = change;
  const merges = undone.filter(isMerge);
  const migrations = files.filter((file) => MIGRATIONS.test(file));
  const warnings: PlanWarning[] = [];
  const add = (code: string, params: Record<string, string | number>, text: string) =>
    warnings.push({ code, params, text });
  if (write.mode === 'reset')
    add(
      'history_rewritten',
      { branch: write.branch },
      `The history of ${write.branch} is rewritten: whoever has it must fetch and reset.`,
    );
  if (merges.length > 0 && write.mode !== 'reset') {
    const list = named(merges);
    add(
      'merge_reverted',
      { list },
      `A merge is undone (${list}): merging that branch again later brings nothing back unless this revert is reverted first.`,
    );
  }
  if (migrations.length > 0) {
    const list = listed(migrations);
    add(
      'migrations_in_range',
      { list },
      `Migrations change with this (${list}): the database keeps its schema, so check that the earlier code works with it.`,
    );
  }
  if (files.some((file) => WORKFLOWS.test(file)))
    add('workflows_in_range', {}, 'Files of CI itself change: some remotes want a token with an extra permission.');
  if (heads.deployed !== heads.head && write.mode !== 'one')
    add(
      'undeployed_commits',
      { count: undeployedCount, branch: write.branch },
      `${write.branch} is ${undeployedCount} commit(s) ahead of what is deployed: they are undone too.`,
    );
  if (heads.deployed !== heads.head && write.mode === 'one')
    add(
      'undeployed_ride_along',
      { count: undeployedCount, branch: write.branch },
      `${write.branch} is ${undeployedCount} commit(s) ahead of what is deployed: deploying this deploys them too.`,
    );
  add(
    'ci_may_deploy',
    { branch: git.config.branch },
    `The push to ${git.config.branch} may start a deployment by itself: watch your CI.`,
  );
  return warnings;
}

/** What a rollback of code leaves as it is (rule 8), and the work that it takes away. */
export function lossesOf({ undone, undoneCount }: Change): PlanWarning[] {
  const list = named(undone, undoneCount);
  const commits = { code: 'commits_undone', params: { count: undoneCount, list } };
  return [
    ...(undoneCount === 0 ? [] : [{ ...commits, text: `${undoneCount} commit(s) are undone: ${list}.` }]),
    { code: 'data_stays', text: 'The database is not restored: data and schema stay as they are.' },
    { code: 'settings_stay', text: 'Configuration and secrets outside the repository are not restored.' },
  ];
}

export function followUpsOf({ write, undone, undoneCount }: Change): ProviderPlan['followUps'] {
  if (undoneCount === 0) return [];
  const merges = undone.filter(isMerge);
  const [list, after] = [named(undone), short(write.target)];
  const what = undoneCount === 1 ? list : `the ${undoneCount} commits after ${after}`;
  const again = write.mode === 'reset' ? 'push them again' : 'revert the rollback commit';
  return [
    ...(write.mode === 'reset'
      ? []
      : merges.map((merge) => ({
          kind: REVERT_THE_REVERT,
          verifiable: true,
          code: 'then_revert',
          params: { commit: `${short(merge.sha)} (${subjectOf(merge)})` },
          text: `Before ${short(merge.sha)} (${subjectOf(merge)}) is merged again, revert the rollback commit: git considers that branch already merged.`,
        }))),
    {
      kind: 'definitive_fix',
      code: 'then_fix',
      params: { count: undoneCount, list, after, mode: write.mode },
      text: `Fix what was wrong in ${what}, then ${again} together with the fix.`,
    },
  ];
}

const isMerge = (commit: Commit): boolean => commit.parents.length > 1;

function named(commits: Commit[], count: number = commits.length): string {
  return listed(
    commits.map((commit) => `${short(commit.sha)} ${subjectOf(commit)}`),
    count,
  );
}

function listed(items: string[], count: number = items.length): string {
  const shown = items.slice(0, NAMED);
  return shown.join('; ') + (count > shown.length ? `; + ${count - shown.length}` : '');
}
