import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './password';

describe('passwords', () => {
  it('are kept as argon2id, never as they are', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(stored).toMatch(/^\$argon2id\$/);
    expect(stored).not.toContain('horse');
  });

  it('match only the one that was set', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(await passwordMatches(stored, 'correct horse battery')).toBe(true);
    expect(await passwordMatches(stored, 'correct horse batter')).toBe(false);
  });

  it('never match for an account without one', async () => {
    expect(await passwordMatches(null, '')).toBe(false);
  });
});
