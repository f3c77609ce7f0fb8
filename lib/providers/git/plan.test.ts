import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type GitCase, gitCase, soon } from '@/tests/contract/fixtures/git-case';
import { shopHistory } from '@/tests/contract/fixtures/git-repository';
import { gapsIn } from '@/tests/contract/fixtures/translations';

let world: GitCase;
beforeEach(() => {
  world = gitCase();
});
afterEach(() => world.close());

const codes = (notices: { code: string }[]) => notices.map((notice) => notice.code);

/** Runs a plan's commands as a person would. */
function byHand(commands: string[]): void {
  const cwd = world.root;
  const who = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@x', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@x' };
  const env = {
    NODE_ENV: 'test' as const,
    PATH: process.env.PATH,
    TMPDIR: cwd,
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...who,
  };
  execFileSync('sh', ['-e', '-c', commands.join('\n')], { cwd, env, stdio: 'pipe' });
}

describe('going back to a commit', () => {
  it('undoes the whole range in one commit that holds exactly the content of the target', async () => {
    const shas = shopHistory(world.repository);
    const connection = world.connect();
    const plan = await connection.plan(shas[20] ?? '', soon());
    await connection.start(plan, 'run.step', soon());
    expect(world.repository.tree('main')).toBe(world.repository.tree(shas[20] ?? ''));
    expect(world.repository.git('rev-parse', 'main^')).toBe(shas[25]);
    const message = world.repository.git('log', '-1', '--format=%B', 'main');
    expect(message).toContain(`Roll main back to ${shas[20]?.slice(0, 8)}`);
    for (const sha of shas.slice(21)) expect(message).toContain(`This reverts commit ${sha}.`);
    expect(world.repository.git('log', '-1', '--format=%(trailers:key=Repli-Run,valueonly)', 'main')).toBe('run.step');
    expect(plan.summary.text).toBe(
      `Adds one commit to main that undoes the 5 commits after ${plan.to.label} (Release 21).`,
    );
  });

  it('keeps mainline, warns and asks to revert the revert when a merge is in the range', async () => {
    const shas = shopHistory(world.repository);
    const connection = world.connect();
    const plan = await connection.plan(shas[8] ?? '', soon());
    expect(codes(plan.warnings)).toContain('merge_reverted');
    expect(plan.followUps.map((followUp) => followUp.kind)).toEqual(['revert_the_revert', 'definitive_fix']);
    await connection.start(plan, 'run.step', soon());
    expect(world.repository.tree('main')).toBe(world.repository.tree(shas[8] ?? ''));
    expect(world.repository.git('ls-tree', '--name-only', 'main')).not.toContain('cart.txt');
  });

  it.each([
    ['a line of commits', 20],
    ['a range with a merge', 5],
  ])('gives commands that do the same by hand: %s', async (_name, index) => {
    const shas = shopHistory(world.repository);
    const plan = await world.connect().plan(shas[index] ?? '', soon());
    byHand(plan.commands);
    expect(world.repository.tree('main')).toBe(world.repository.tree(shas[index] ?? ''));
    expect(world.repository.git('rev-parse', 'rollback-checkpoint-20260203-040506^{commit}')).toBe(shas[25]);
  });

  it('gives commands that still work when the console went down after the checkpoint', async () => {
    const shas = shopHistory(world.repository);
    const connection = world.connect();
    const plan = await connection.plan(shas[20] ?? '', soon());
    await connection.checkpoint?.(plan, 'run.step', soon());
    byHand(plan.commands);
    expect(world.repository.tree('main')).toBe(world.repository.tree(shas[20] ?? ''));
  });

  it('takes the token of the commands from its variable, never its value', async () => {
    const shas = shopHistory(world.repository);
    const credentials = { kind: 'token', reference: 'env:GIT_TOKEN' } as const;
    const { commands } = await world.connect({ credentials }).plan(shas[20] ?? '', soon());
    const shown = `${commands[0]}\nprintf %s "$GIT_CONFIG_VALUE_0"`;
    const header = execFileSync('sh', ['-c', shown], { env: { ...process.env, GIT_TOKEN: 't0ken' }, encoding: 'utf8' });
    expect(header).toBe(`Authorization: Basic ${Buffer.from('x-access-token:t0ken').toString('base64')}`);
    byHand(commands);
    expect(world.repository.tree('main')).toBe(world.repository.tree(shas[20] ?? ''));
  });

  it('names migrations in the range, CI files, and what stays as it is', async () => {
    const [first = ''] = world.repository.commit('main', [
      { subject: 'One', files: { 'a.txt': 'a' } },
      {
        subject: 'Two',
        files: { 'prisma/migrations/1_add/migration.sql': 'create table t();', '.github/workflows/ci.yml': 'on: push' },
      },
    ]);
    const plan = await world.connect().plan(first, soon());
    expect(codes(plan.warnings)).toEqual(['migrations_in_range', 'workflows_in_range', 'ci_may_deploy']);
    expect(plan.warnings[0]?.params).toEqual({ list: 'prisma/migrations/1_add/migration.sql' });
    expect(codes(plan.losses)).toEqual(['commits_undone', 'data_stays', 'settings_stay']);
    expect(plan.losses[0]?.text).toContain('Two');
    expect(plan.touchesData).toBe(false);
  });

  it('bounds the diff and says that it was cut', async () => {
    const [first = ''] = world.repository.commit('main', [
      { subject: 'Small', files: { 'a.txt': 'a\n' } },
      { subject: 'Large', files: { 'a.txt': 'é line\n'.repeat(40_000) } },
    ]);
    const { diff } = await world.connect().plan(first, soon());
    expect(Buffer.byteLength(diff)).toBeLessThanOrEqual(64 * 1024);
    expect(diff).toMatch(/… the rest of the diff is not shown\n$/);
  });

  it('is a conflict when the branch holds that content already', async () => {
    const shas = shopHistory(world.repository);
    const connection = world.connect();
    await connection.start(await connection.plan(shas[20] ?? '', soon()), 'run.step', soon());
    const failure = await failureOf(connection.plan(shas[20] ?? '', soon()));
    expect([failure.code, failure.message]).toEqual(['conflict', expect.stringContaining('already holds the content')]);
  });
});

describe('undoing one commit', () => {
  it('takes away its changes and keeps the later ones', async () => {
    const shas = world.repository.commit('main', [
      { subject: 'Base', files: { 'a.txt': 'a\n', 'b.txt': 'b\n' } },
      { subject: 'Bug', files: { 'a.txt': 'bug\n' } },
      { subject: 'Good', files: { 'b.txt': 'good\n' } },
    ]);
    const connection = world.connect();
    const plan = await connection.plan(`without:${shas[1]}`, soon());
    expect(plan.to).toEqual({ id: `without:${shas[1]}`, label: `without ${shas[1]?.slice(0, 8)}`, summary: 'Bug' });
    expect(gapsIn('git', [plan.summary])).toEqual([]);
    await connection.start(plan, 'run.step', soon());
    expect(world.repository.git('show', 'main:a.txt')).toBe('a');
    expect(world.repository.git('show', 'main:b.txt')).toBe('good');
    expect(world.repository.git('log', '-1', '--format=%s', 'main')).toBe('Revert "Bug"');
  });

  it('undoes a merge against its first parent', async () => {
    const shas = shopHistory(world.repository);
    const connection = world.connect();
    const plan = await connection.plan(`without:${shas[9]}`, soon()).catch((error: unknown) => error);
    // The merge also changed a file that later commits changed: that is a conflict of its own, see below.
    expect(plan).toMatchObject({ code: 'conflict' });
    const [side = ''] = world.repository.commit('side', [{ subject: 'Side', files: { 'side.txt': 's\n' } }], shas[25]);
    const [merge = ''] = world.repository.commit('main', [
      { subject: 'Merge side', files: { 'side.txt': 's\n' }, merge: [side] },
    ]);
    const merged = await connection.plan(`without:${merge}`, soon());
    expect(codes(merged.warnings)).toContain('merge_reverted');
    expect(merged.commands.join('\n')).toContain(`git revert --no-commit -m 1 ${merge}`);
    await connection.start(merged, 'run.step', soon());
    expect(world.repository.tree('main')).toBe(world.repository.tree(shas[25] ?? ''));
  });

  it('reverts a revert', async () => {
    const shas = world.repository.commit('main', [
      { subject: 'Base', files: { 'a.txt': 'a\n' } },
      { subject: 'Feature', files: { 'a.txt': 'feature\n' } },
    ]);
    const connection = world.connect();
    const first = await connection.start(await connection.plan(`without:${shas[1]}`, soon()), 'run.1', soon());
    const again = await connection.plan(`without:${first.id}`, soon());
    await connection.start(again, 'run.2', soon());
    expect(world.repository.tree('main')).toBe(world.repository.tree(shas[1] ?? ''));
  });

  it('gives commands that do the same by hand', async () => {
    const shas = world.repository.commit('main', [
      { subject: "It's a base", files: { 'a.txt': 'a\n', 'b.txt': 'b\n' } },
      { subject: "It's a $BUG `here`", files: { 'a.txt': 'bug\n' } },
      { subject: 'Good', files: { 'b.txt': 'good\n' } },
    ]);
    byHand((await world.connect().plan(`without:${shas[1]}`, soon())).commands);
    expect(world.repository.git('show', 'main:a.txt')).toBe('a');
    expect(world.repository.git('log', '-1', '--format=%s', 'main')).toBe(`Revert "It's a $BUG \`here\`"`);
  });

  it('names the files of a conflict at plan time, and leaves nothing behind', async () => {
    const shas = world.repository.commit('main', [
      { subject: 'Base', files: { 'a.txt': '1\n', 'dir/b é.txt': '1\n', 'gone.txt': '1\n' } },
      { subject: 'Bug', files: { 'a.txt': '2\n', 'dir/b é.txt': '2\n', 'gone.txt': '2\n' } },
      { subject: 'More', files: { 'a.txt': '3\n', 'dir/b é.txt': '3\n', 'gone.txt': null } },
    ]);
    const before = world.repository.git('for-each-ref');
    const failure = await failureOf(world.connect({}, 'one').plan(`without:${shas[1]}`, soon()));
    expect(failure.code).toBe('conflict');
    for (const file of ['a.txt', 'dir/b é.txt', 'gone.txt']) expect(failure.message).toContain(file);
    expect(world.repository.git('for-each-ref')).toBe(before);
    expect(readdirSync(world.placeOf('one').scratch)).toEqual([]);
  });

  it('says which parents a merge has when mainline is beyond them', async () => {
    const shas = shopHistory(world.repository);
    const failure = await failureOf(world.connect({ mainline: 3 }).plan(`without:${shas[9]}`, soon()));
    expect([failure.code, failure.message]).toEqual(['invalid_target', expect.stringContaining('has 2 parents')]);
  });
});

describe('a target that cannot be', () => {
  it('is not on the branch: the sentence names the branches that hold it', async () => {
    const shas = shopHistory(world.repository);
    const [stray = ''] = world.repository.commit(
      'experiment',
      [{ subject: 'Stray', files: { 'x.txt': 'x' } }],
      shas[3],
    );
    const failure = await failureOf(world.connect().plan(stray, soon()));
    expect([failure.code, failure.message]).toEqual(['invalid_target', expect.stringContaining('it is on experiment')]);
  });

  it('came in by a merge: the sentence names the state before', async () => {
    const shas = shopHistory(world.repository);
    const failure = await failureOf(world.connect().plan(world.repository.head('feature'), soon()));
    expect(failure.code).toBe('invalid_target');
    expect(failure.message).toContain(`choose ${shas[8]?.slice(0, 8)}, the state before`);
  });

  it.each(['HEAD', 'main', '--help', 'abc', '', 'without:', 'without:main', '0'.repeat(40)])(
    'is unknown: %j',
    async (revision) => {
      shopHistory(world.repository);
      expect((await failureOf(world.connect().plan(revision, soon()))).code).toBe('not_found');
    },
  );
});

describe('a branch that is declared unshared', () => {
  it('is reset under an exact lease, with a warning, and led forward again by undo', async () => {
    const shas = shopHistory(world.repository);
    const connection = world.connect({ unshared: true });
    const plan = await connection.plan(shas[20] ?? '', soon());
    expect(codes(plan.warnings)).toContain('history_rewritten');
    expect(gapsIn('git', [plan.summary])).toEqual([]);
    expect(plan.commands.at(-1)).toBe(
      `git push --force-with-lease=refs/heads/main:${shas[25]} origin ${shas[20]}:refs/heads/main`,
    );
    const checkpoint = await connection.checkpoint?.(plan, 'run.step', soon());
    await connection.start(plan, 'run.step', soon());
    expect(world.repository.head()).toBe(shas[20]);
    if (!checkpoint) throw new Error('no checkpoint');
    const back = await connection.undo?.(checkpoint, soon());
    if (!back) throw new Error('no undo');
    await connection.start(back, 'run.undo', soon());
    expect(world.repository.head()).toBe(shas[25]);
  });

  it('is reset by hand with the same commands', async () => {
    const shas = shopHistory(world.repository);
    byHand((await world.connect({ unshared: true }).plan(shas[20] ?? '', soon())).commands);
    expect(world.repository.head()).toBe(shas[20]);
  });

  it('is the only one: a shared branch never loses a commit', async () => {
    const shas = shopHistory(world.repository);
    const connection = world.connect();
    await connection.start(await connection.plan(shas[0] ?? '', soon()), 'run.step', soon());
    expect(world.repository.git('merge-base', '--is-ancestor', shas[25] ?? '', 'main')).toBe('');
  });
});

describe('a deployed ref behind the branch', () => {
  it('is what counts as current; the commits ahead of it are named', async () => {
    const shas = shopHistory(world.repository);
    world.repository.git('tag', 'live', shas[22] ?? '');
    const connection = world.connect({ deployedRef: 'live' });
    expect((await connection.current(soon())).id).toBe(shas[22]);
    const plan = await connection.plan(shas[20] ?? '', soon());
    expect(plan.from.id).toBe(shas[22]);
    expect(plan.warnings.find((warning) => warning.code === 'undeployed_commits')?.params?.count).toBe(3);
    const deployed = await failureOf(connection.plan(shas[22] ?? '', soon()));
    expect([deployed.code, deployed.message]).toEqual(['conflict', expect.stringContaining('live already deploys')]);
  });
});
