import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, Operation } from '@/lib/providers/contract';
import { type GitCase, gitCase, soon } from '@/tests/contract/fixtures/git-case';
import { shopHistory } from '@/tests/contract/fixtures/git-repository';
import { revertOf } from './settled';

let world: GitCase;
let connection: Connection;
let operation: Operation;
beforeEach(async () => {
  world = gitCase();
  const shas = shopHistory(world.repository);
  connection = world.connect();
  // The merge of the new cart is the tenth.
  const plan = await connection.plan(shas[8] ?? '', soon());
  expect(plan.followUps[0]).toMatchObject({ kind: 'revert_the_revert', verifiable: true });
  operation = await connection.start(plan, 'run.step', soon());
});
afterEach(() => world.close());

const look = (kind = 'revert_the_revert') =>
  connection.settled?.({ kind, checkpoint: undefined, operation }, soon()) ?? null;
const commit = (subject: string, files: Record<string, string | null>, body?: string) =>
  world.repository.commit('main', [{ subject, files, ...(body === undefined ? {} : { body }) }])[0] ?? '';
const PARTS = {
  'part-0.txt': 'part of 24\n',
  'part-1.txt': 'part of 25\n',
  'part-2.txt': 'part of 26\n',
  'part-3.txt': 'part of 23\n',
};

describe('the revert of a merge that was reverted', () => {
  it('is not there while the branch only goes on', async () => {
    commit('Something else', { 'notes.txt': 'n\n' });
    expect(await look()).toMatchObject({ done: false, evidence: expect.stringContaining('are not as before it') });
  });

  it('is there once a commit says so, with a fix on top', async () => {
    const revert = commit(
      'Revert "Roll back"',
      { 'cart.txt': 'new, and fixed\n' },
      `This reverts commit ${operation.data.commit}.`,
    );
    commit('A fix', { 'cart.txt': 'fixed again\n' });
    expect(await look()).toEqual({ done: true, evidence: expect.stringContaining(revert.slice(0, 8)) });
  });

  it('is not there when it was taken back itself', async () => {
    const revert = commit(
      'Revert "Roll back"',
      { 'cart.txt': 'new\n' },
      `This reverts commit ${operation.data.commit}.`,
    );
    commit('Revert "Revert"', { 'cart.txt': null }, `This reverts commit ${revert}.`);
    expect(await look()).toMatchObject({ done: false });
  });

  it('is there once every file is as it was before, whatever the commits say', async () => {
    commit('Bring the cart back', { 'cart.txt': 'new\n', 'version.txt': '26\n', ...PARTS });
    expect(await look()).toMatchObject({ done: true, evidence: expect.stringContaining('is on main again') });
  });

  it('is all that git tells of', async () => expect(await look('definitive_fix')).toBeNull());
});

it('follows reverts of reverts however many there are', () => {
  const reverting = (sha: string, of: string) => ({ sha, text: `Revert\n\nThis reverts commit ${of}.` });
  expect(revertOf('a', [reverting('b', 'a')])).toBe('b');
  expect(revertOf('a', [reverting('c', 'b'), reverting('b', 'a')])).toBeNull();
  expect(revertOf('a', [reverting('d', 'c'), reverting('c', 'b'), reverting('b', 'a')])).toBe('b');
});
