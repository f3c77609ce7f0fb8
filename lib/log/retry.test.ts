import { expect, test } from 'vitest';
import { isTransient, LostRaceError, withRetries } from './retry';

const prismaDeadlock = { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '40P01' } } } };

test.each<[string, unknown, boolean]>([
  ['a lost race', new LostRaceError(), true],
  ['a write conflict', { code: 'P2034' }, true],
  ['a deadlock, as deep as Prisma hides it', prismaDeadlock, true],
  ['a cause', new Error('x', { cause: { kind: 'TransactionWriteConflict' } }), true],
  ['a bug', new TypeError('x'), false],
  ['nothing', null, false],
])('%s is worth another try: %#', (_name, error, expected) => {
  expect(isTransient(error)).toBe(expected);
});

test('tries again until it works, and gives up after the last attempt', async () => {
  let tried = 0;
  const failing = (times: number) => async () => {
    tried += 1;
    if (tried <= times) throw new LostRaceError('again');
    return 'done';
  };
  expect(await withRetries(failing(2), 3)).toBe('done');
  tried = 0;
  await expect(withRetries(failing(9), 2)).rejects.toThrow('again');
  expect(tried).toBe(2);
});

test('does not repeat what cannot work', async () => {
  let tried = 0;
  const broken = async () => {
    tried += 1;
    throw new Error('bug');
  };
  await expect(withRetries(broken)).rejects.toThrow('bug');
  expect(tried).toBe(1);
});
