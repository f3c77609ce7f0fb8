import { describe, expect, it } from 'vitest';
import { withoutInlineSecrets } from './inline-secrets';

describe('withoutInlineSecrets', () => {
  it.each([
    ['login failed password=hunter2 for ana', 'login failed password=••• for ana'],
    ['{"apiKey": "abc123", "user": "ana"}', '{"apiKey": "•••", "user": "ana"}'],
    ['DB_TOKEN_2: s3cr3t, next', 'DB_TOKEN_2: •••, next'],
    ['ran tool --db-password hunter2 --quiet', 'ran tool --db-password ••• --quiet'],
    ['cannot reach postgres://shop:hunter2@db:5432/shop', 'cannot reach postgres://•••@db:5432/shop'],
    ['Authorization: Bearer abcdefghijkl', 'Authorization: Bearer •••'],
    ['token: Bearer abcdefghijkl', 'token: Bearer •••'],
    ['got eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2lnbmF0dXJl', 'got •••'],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key ••• used'],
  ])('hides the secret of %j', (line, hidden) => {
    expect(withoutInlineSecrets(line)).toBe(hidden);
  });

  it('leaves other words alone', () => {
    const line = 'ERROR checkout: 3 tokens left, basic auth is off, see https://shop.example/help';
    expect(withoutInlineSecrets(line)).toBe(line);
  });
});
