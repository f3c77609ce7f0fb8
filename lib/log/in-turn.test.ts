import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn';
import { oneAtATime } from './one-at-a-time';

test('runs tasks of one key in order, also after one has failed, and others beside them', async () => {
  const log: string[] = [];
  const task = (key: string, name: string, fails = false) =>
    inTurn(key, async () => {
      log.push(`${name} begins`);
      await turn();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
  const done = await Promise.allSettled([task('a', 'a1', true), task('a', 'a2'), task('b', 'b1')]);
  expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(log.filter((line) => line.startsWith('a'))).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
  expect(log.indexOf('b1 begins')).toBeLessThan(log.indexOf('a1 ends'));
});

test('a trigger runs its task once more for all the calls that came meanwhile', async () => {
  let runs = 0;
  const errors: unknown[] = [];
  const trigger = oneAtATime(
    async () => {
      runs += 1;
      await turn();
      if (runs === 1) throw new Error('first');
    },
    (error) => errors.push(error),
  );
  for (let call = 0; call < 5; call += 1) trigger();
  await turn();
  await turn();
  await turn();
  expect(runs).toBe(2);
  expect(errors).toEqual([new Error('first')]);
  trigger();
  await turn();
  expect(runs).toBe(3);
});
