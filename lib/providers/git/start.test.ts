import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, Progress, ProviderPlan } from '@/lib/providers/contract';
import { failureOf, type GitCase, gitCase, soon } from '@/tests/contract/fixtures/git-case';
import { type GitHttpServer, serveGit } from '@/tests/contract/fixtures/git-http-server';
import { shopHistory } from '@/tests/contract/fixtures/git-repository';

let world: GitCase;
let shas: string[];
let connection: Connection;
let plan: ProviderPlan;
beforeEach(async () => {
  world = gitCase();
  shas = shopHistory(world.repository);
  connection = world.connect();
  plan = await connection.plan(shas[20] ?? '', soon());
});
afterEach(() => world.close());

describe('start', () => {
  it('gives the same commit for the same key in every process, and another one for another key', async () => {
    const first = await connection.start(plan, 'run.step', soon());
    world.repository.git('update-ref', 'refs/heads/main', shas[25] ?? '');
    const second = await world.connect().start(plan, 'run.step', soon());
    expect(second.id).toBe(first.id);
    world.repository.git('update-ref', 'refs/heads/main', shas[25] ?? '');
    expect((await world.connect().start(plan, 'run.other', soon())).id).not.toBe(first.id);
  });

  it('carries the configured author and the date of the plan', async () => {
    const author = { name: 'Night Shift', email: 'night@example.org' };
    await world.connect({ author }).start(plan, 'run.step', soon());
    const seconds = Date.UTC(2026, 1, 3, 4, 5, 6) / 1_000;
    const line = world.repository.git('log', '-1', '--format=%an <%ae> %cn %at %ct', 'main');
    expect(line).toBe(`Night Shift <night@example.org> Night Shift ${seconds} ${seconds}`);
  });

  it('finds what its key wrote even after others pushed on top', async () => {
    const first = await connection.start(plan, 'run.step', soon());
    world.repository.commit('main', [{ subject: 'After', files: { 'after.txt': 'x' } }]);
    const again = await world.connect().start(plan, 'run.step', soon());
    expect(again.id).toBe(first.id);
    expect(again.evidence).toContain('Found');
    expect(world.repository.pushes()).toHaveLength(1);
  });

  it('does not take another key for its own because one begins with the other', async () => {
    await connection.start(plan, 'run.step1', soon());
    expect((await failureOf(connection.start(plan, 'run.step', soon()))).code).toBe('conflict');
  });

  it('refuses to write over a branch that moved, saying from where to where', async () => {
    const [moved = ''] = world.repository.commit('main', [{ subject: 'Moved', files: { 'm.txt': 'm' } }]);
    const failure = await failureOf(connection.start(plan, 'run.step', soon()));
    expect(failure.message).toContain(
      `was at ${shas[25]?.slice(0, 8)} when this was planned and is at ${moved.slice(0, 8)}`,
    );
    expect(failure.code).toBe('conflict');
    expect(world.repository.head()).toBe(moved);
  });

  it('loses to a push that lands between its look and its write, and writes nothing', async () => {
    const [slipped = ''] = world.repository.commit('other', [{ subject: 'Slip', files: { 's.txt': 's' } }], shas[25]);
    // Runs on the other side when the push arrives, before any ref is locked: somebody else was faster.
    world.repository.hook(
      'pre-receive',
      `unset GIT_QUARANTINE_PATH; git update-ref refs/heads/main ${slipped} ${shas[25]} || true`,
    );
    const failure = await failureOf(connection.start(plan, 'run.step', soon()));
    expect([failure.code, failure.retryable]).toEqual(['conflict', false]);
    expect(world.repository.head()).toBe(slipped);
  });

  it.each([
    ['a protected branch', 'echo "error: GH006: Protected branch update failed" >&2; exit 1', 'auth'],
    ['a hook with another reason', 'echo "Deploys are frozen until Monday" >&2; exit 1', 'failed'],
  ])('passes on the words of %s', async (_name, script, code) => {
    world.repository.hook('pre-receive', script);
    const before = world.repository.git('for-each-ref');
    const failure = await failureOf(connection.start(plan, 'run.step', soon()));
    expect([failure.code, failure.retryable]).toEqual([code, false]);
    expect(failure.message).toMatch(/GH006|frozen until Monday/);
    expect(world.repository.git('for-each-ref')).toBe(before);
  });

  it('refuses a plan that is not one of its own', async () => {
    const failure = await failureOf(connection.start({ ...plan, write: { mode: 'range' } }, 'run.step', soon()));
    expect(failure.code).toBe('invalid_target');
  });

  it('refuses a key that could forge a line of the commit', async () => {
    expect((await failureOf(connection.start(plan, 'run\nRepli-Run: other', soon()))).code).toBe('failed');
  });
});

describe('a push whose answer never comes', () => {
  let server: GitHttpServer;
  beforeEach(async () => {
    server = await serveGit(world.root, 'not-used-by-file-remotes');
  });
  afterEach(() => server.close());

  it('is found to have arrived by asking the remote again', async () => {
    const remote = `http://127.0.0.1:${server.port}/shop.git`;
    const credentials = { kind: 'token', reference: 'env:GIT_TOKEN' } as const;
    const overHttp = world.connect({ remote, credentials, timeoutSeconds: 3 });
    const planned = await overHttp.plan(shas[20] ?? '', soon());
    await server.fault('hold-push-reply');
    const operation = await overHttp.start(planned, 'run.step', soon());
    expect(operation.id).toBe(world.repository.head());
    expect(world.repository.pushes()).toHaveLength(1);
  });

  it('is an unavailable remote when nobody listens there', async () => {
    const remote = `http://127.0.0.1:${server.port}/shop.git`;
    await server.close();
    const failure = await failureOf(world.connect({ remote }).current(soon()));
    expect([failure.code, failure.retryable]).toEqual(['unavailable', true]);
  });
});

describe('checkpoint', () => {
  it('is an annotated tag of the second of the plan, on the head before', async () => {
    const checkpoint = await connection.checkpoint?.(plan, 'run.step', soon());
    expect(checkpoint?.id).toBe('rollback-checkpoint-20260203-040506');
    expect(world.repository.git('cat-file', '-t', 'rollback-checkpoint-20260203-040506')).toBe('tag');
    expect(world.repository.git('rev-parse', 'rollback-checkpoint-20260203-040506^{commit}')).toBe(shas[25]);
    const page = await connection.revisions({ limit: 1 }, soon());
    expect(page.revisions[0]?.marks).toEqual(['checkpoint']);
  });

  it('takes the next second when another run has taken that one', async () => {
    await connection.checkpoint?.(plan, 'run-1.step', soon());
    const second = await connection.checkpoint?.(plan, 'run-2.step', soon());
    expect(second?.id).toBe('rollback-checkpoint-20260203-040507');
  });

  it('is one tag when two processes race with one key', async () => {
    await Promise.all([1, 2].map(() => world.connect().checkpoint?.(plan, 'run.step', soon())));
    expect(world.repository.git('tag', '--list')).toBe('rollback-checkpoint-20260203-040506');
  });

  it('still answers once the rollback is written', async () => {
    const first = await connection.checkpoint?.(plan, 'run.step', soon());
    await connection.start(plan, 'run.step', soon());
    expect((await connection.checkpoint?.(plan, 'run.step', soon()))?.id).toBe(first?.id);
  });
});

describe('watch', () => {
  const follow = async (following: Connection, onProgress: () => void): Promise<Progress[]> => {
    const operation = await following.start(plan, 'run.step', soon());
    const seen: Progress[] = [];
    for await (const progress of following.watch(operation, plan, soon())) {
      seen.push(progress);
      if (progress.kind === 'progress') onProgress();
    }
    return seen;
  };

  it('waits until the deployed ref has reached the rollback', async () => {
    world.repository.git('tag', 'live', shas[25] ?? '');
    const deploy = () => world.repository.git('update-ref', 'refs/tags/live', world.repository.head());
    const seen = await follow(world.connect({ deployedRef: 'live' }), deploy);
    expect(seen.map((progress) => progress.kind)).toEqual(['progress', 'converged']);
    expect(seen[0]).toMatchObject({ done: 1, total: 2, text: expect.stringContaining('live is still at') });
  });

  it('is a conflict when somebody takes the rollback off the branch again', async () => {
    world.repository.git('tag', 'live', shas[25] ?? '');
    const drop = () => world.repository.git('update-ref', 'refs/heads/main', shas[24] ?? '');
    const failure = await failureOf(follow(world.connect({ deployedRef: 'live' }), drop));
    expect([failure.code, failure.message]).toEqual(['conflict', expect.stringContaining('no longer holds')]);
  });

  it('is a conflict when the commits that a reset took away are back', async () => {
    const unshared = world.connect({ unshared: true });
    const reset = await unshared.plan(shas[20] ?? '', soon());
    const operation = await unshared.start(reset, 'run.step', soon());
    const watching = async () => {
      for await (const progress of unshared.watch(operation, reset, soon())) expect(progress.kind).toBe('converged');
    };
    await watching();
    world.repository.git('update-ref', 'refs/heads/main', shas[25] ?? '');
    expect((await failureOf(watching())).code).toBe('conflict');
  });

  it('ends with its signal', async () => {
    world.repository.git('tag', 'live', shas[25] ?? '');
    const following = world.connect({ deployedRef: 'live' });
    const operation = await following.start(plan, 'run.step', soon());
    const controller = new AbortController();
    const watching = async () => {
      for await (const _ of following.watch(operation, plan, { signal: controller.signal })) controller.abort();
    };
    expect((await failureOf(watching())).code).toBe('timeout');
  });
});

it('leaves no throw-away directory behind', async () => {
  const shared = world.connect({}, 'tidy');
  await shared.checkpoint?.(plan, 'run.step', soon());
  await shared.start(plan, 'run.step', soon());
  const { scratch, clone } = world.placeOf('tidy');
  expect(existsSync(path.join(clone, 'index'))).toBe(false);
  expect(readdirSync(scratch)).toEqual([]);
});
