import { describe, expect, it } from 'vitest';
import { buildRoom } from '@/tests/setup/room/room';
import { parseCheck, unanswered } from './look';

describe('parseCheck', () => {
  it('asks an address', () =>
    expect(parseCheck(' https://shop.example.com/health ')).toEqual({
      kind: 'http',
      name: 'shop.example.com/health',
      url: 'https://shop.example.com/health',
    }));
  it('leaves anything else to a person', () =>
    expect(parseCheck('Sign in works')).toEqual({
      kind: 'manual',
      name: 'Sign in works',
      instruction: 'Sign in works',
    }));
  it('refuses nothing and half an address', () => {
    expect(parseCheck('  ')).toBeNull();
    expect(parseCheck('https://')).toBeNull();
  });
});

it('finds the manual checks that wait for a person', () => {
  expect(unanswered(buildRoom({ until: 'verification' }).state.checks).map(({ id }) => id)).toEqual(['login']);
  expect(unanswered(buildRoom({ until: 'debrief' }).state.checks)).toEqual([]);
});
