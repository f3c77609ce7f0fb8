import { expect, it } from 'vitest';
import { within } from './within';

const open = new AbortController().signal;
const never = () => new Promise<string>(() => undefined);
const late = () => 'late';

it('answers what the work answers', async () => {
  expect(await within(5_000, open, async () => 'done', late)).toBe('done');
});

it('is late without waiting for work that heeds no signal', async () => {
  expect(await within(10, open, never, late)).toBe('late');
});

it('is late, not wrong, for work that the deadline cut off', async () => {
  const heeds = (signal: AbortSignal) =>
    new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  expect(await within(10, open, heeds, late)).toBe('late');
});

it('does not begin once nobody waits any more', async () => {
  let begun = false;
  const work = async () => {
    begun = true;
    return 'done';
  };
  expect(await within(5_000, AbortSignal.abort(), work, late)).toBe('late');
  expect(begun).toBe(false);
});

it('passes on what goes wrong in time', async () => {
  await expect(within(5_000, open, () => Promise.reject(new Error('ours')), late)).rejects.toThrow('ours');
});
