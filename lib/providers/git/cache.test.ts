import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RUN_PROGRAM } from '@/lib/run-program';
import { failureOf, type GitCase, gitCase, soon } from '@/tests/contract/fixtures/git-case';
import { runGitSync, shopHistory } from '@/tests/contract/fixtures/git-repository';

let world: GitCase;
let shas: string[];
beforeEach(() => {
  world = gitCase();
  shas = shopHistory(world.repository);
});
afterEach(() => world.close());

const EARLIER = 'before';
const current = async () => (await world.connect({}, EARLIER).current(soon())).id;

describe('what a killed process leaves', () => {
  it('lock files of git are cleared away', async () => {
    await current();
    const { clone } = world.placeOf(EARLIER);
    for (const name of ['index.lock', 'packed-refs.lock', 'shallow.lock', 'refs/heads/main.lock'])
      writeFileSync(path.join(clone, name), '');
    const [head] = world.repository.commit('main', [{ subject: 'New', files: { 'n.txt': 'n' } }]);
    expect(await current()).toBe(head);
    expect(readdirSync(clone).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it('its work trees and half-made clones are swept once they are old; those in use stay', async () => {
    await current();
    const { scratch } = world.placeOf(EARLIER);
    const old = path.join(scratch, 'work-old');
    const young = path.join(scratch, 'work-young');
    for (const dir of [old, young]) mkdirSync(dir);
    utimesSync(old, new Date(0), new Date(0));
    await current();
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });

  it('its hold on the clone ends with it', async () => {
    await current();
    const lockFile = path.join(world.placeOf(EARLIER).root, 'lock');
    const holder = fork(RUN_PROGRAM, ['tests/setup/lock-holder.ts', lockFile], { execArgv: [] });
    await once(holder, 'message');
    const waiting = await failureOf(world.connect({}, EARLIER).current({ signal: AbortSignal.timeout(200) }));
    expect([waiting.code, waiting.message]).toEqual(['timeout', expect.stringContaining('Another call')]);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(existsSync(lockFile)).toBe(true);
    expect(await current()).toBe(shas[25]);
  });

  it('a damaged clone is made anew', async () => {
    await current();
    const pack = path.join(world.placeOf(EARLIER).clone, 'objects/pack');
    for (const name of readdirSync(pack)) {
      if (name.endsWith('.pack')) rmSync(path.join(pack, name));
    }
    world.repository.commit('main', [{ subject: 'New', files: { 'n.txt': 'n' } }]);
    expect(await current()).toBe(world.repository.head());
  });

  it('so is one whose config is empty or broken', async () => {
    await current();
    truncateSync(path.join(world.placeOf(EARLIER).clone, 'HEAD'));
    expect(await current()).toBe(shas[25]);
  });
});

describe('a shallow history', () => {
  const shallowCopy = (dir: string) => {
    runGitSync(['clone', '--quiet', '--bare', '--depth', '3', world.repository.url, dir], { cwd: world.root });
    return pathToFileURL(dir).href;
  };

  it('of the copy is completed', async () => {
    const { clone, root } = world.placeOf(EARLIER);
    mkdirSync(root, { recursive: true });
    shallowCopy(clone);
    const page = await world.connect({}, EARLIER).revisions({ limit: 100 }, soon());
    expect(page.revisions).toHaveLength(26);
    expect(existsSync(path.join(clone, 'shallow'))).toBe(false);
  });

  it('of the remote is an error that says what to do there', async () => {
    const remote = shallowCopy(path.join(world.root, 'shallow.git'));
    const failure = await failureOf(world.connect({ remote }).revisions({ limit: 100 }, soon()));
    expect([failure.code, failure.retryable]).toEqual(['failed', false]);
    expect(failure.message).toContain('git fetch --unshallow');
    const findings = await world.connect({ remote }).readiness(soon());
    expect(findings).toEqual([expect.objectContaining({ level: 'fail', code: 'remote_failed' })]);
  });

  it('of the remote that has been completed since is no longer one', async () => {
    const dir = path.join(world.root, 'shallow.git');
    const remote = shallowCopy(dir);
    const connection = world.connect({ remote });
    await failureOf(connection.current(soon()));
    runGitSync(['fetch', '--quiet', '--unshallow', world.repository.url], { cwd: dir });
    expect((await connection.revisions({ limit: 100 }, soon())).revisions).toHaveLength(26);
  });
});

describe('what the remote does not have', () => {
  it('a branch: the sentence names those that it has', async () => {
    const failure = await failureOf(world.connect({ branch: 'production' }).current(soon()));
    expect([failure.code, failure.message]).toEqual(['not_found', expect.stringContaining('it has feature, main')]);
  });

  it('a deployed ref', async () => {
    const failure = await failureOf(world.connect({ deployedRef: 'live' }).current(soon()));
    expect([failure.code, failure.message]).toEqual(['not_found', expect.stringContaining('no tag or branch live')]);
  });

  it('the repository', async () => {
    const remote = pathToFileURL(path.join(world.root, 'nowhere.git')).href;
    expect((await failureOf(world.connect({ remote }).current(soon()))).code).toBe('not_found');
  });
});

describe('revisions', () => {
  it('carry their marks: merge, tags, revert, restored commit', async () => {
    world.repository.git('tag', 'v1', shas[24] ?? '');
    const connection = world.connect();
    await connection.start(await connection.plan(shas[23] ?? '', soon()), 'run.step', soon());
    const { revisions } = await connection.revisions({ limit: 100 }, soon());
    expect(revisions[0]?.marks).toEqual([
      `revert-of:${shas[25]?.slice(0, 8)}`,
      `revert-of:${shas[24]?.slice(0, 8)}`,
      `restores:${shas[23]?.slice(0, 8)}`,
    ]);
    expect(revisions.find((revision) => revision.id === shas[24])?.marks).toEqual(['tag:v1']);
    expect(revisions.find((revision) => revision.id === shas[9])?.marks).toEqual(['merge']);
    expect(revisions[0]).toMatchObject({ current: true, author: 'Repli', at: '2026-02-03T04:05:06.000Z' });
  });

  it('read on from a cursor in a process that has no copy yet, with new commits above', async () => {
    const first = await world.connect().revisions({ limit: 10 }, soon());
    world.repository.commit('main', [{ subject: 'New', files: { 'n.txt': 'n' } }]);
    const next = await world.connect().revisions({ limit: 10, cursor: first.nextCursor ?? '' }, soon());
    expect(next.revisions[0]?.id).toBe(shas[15]);
  });

  it('refuse a cursor that is none', async () => {
    expect((await failureOf(world.connect().revisions({ limit: 10, cursor: '--all' }, soon()))).code).toBe(
      'invalid_target',
    );
  });

  it('follow a branch that was rewritten and tags that were moved or deleted', async () => {
    world.repository.git('tag', 'live', shas[25] ?? '');
    const connection = world.connect({ deployedRef: 'live' });
    await connection.current(soon());
    world.repository.git('update-ref', 'refs/heads/main', shas[20] ?? '');
    world.repository.git('tag', '--force', 'live', shas[20] ?? '');
    expect((await connection.current(soon())).id).toBe(shas[20]);
    world.repository.git('tag', '--delete', 'live');
    expect((await failureOf(connection.current(soon()))).code).toBe('not_found');
  });
});
