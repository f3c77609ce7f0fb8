import { describe, expect, it } from 'vitest';
import { vercel } from '.';
import { vercelConfig } from './config';
import { refusalOf } from './failure';

const minimal = { project: 'shop', token: 'env:VERCEL_TOKEN' };

describe('configuration', () => {
  it('has defaults for all but the project and the token', () => {
    expect(vercelConfig.parse(minimal)).toMatchObject({
      baseUrl: 'https://api.vercel.com',
      versions: { rollback: 1, promote: 10, assignAlias: 2 },
      timeoutSeconds: 15,
    });
  });

  it('takes other versions of the endpoints', () => {
    expect(vercelConfig.parse({ ...minimal, versions: { rollback: 9 } }).versions).toMatchObject({
      rollback: 9,
      promote: 10,
    });
  });

  it.each([
    { token: 'vcp_secret' },
    { project: 'a/b' },
    { project: '..' },
    { team: 'a b' },
    { baseUrl: 'http://vercel.example' },
    { baseUrl: 'https://user:password@api.vercel.com' },
    { baseUrl: 'https://api.vercel.com/v1' },
    { domain: 'https://shop.example' },
  ])('refuses %j', (wrong) => expect(vercelConfig.safeParse({ ...minimal, ...wrong }).success).toBe(false));

  it('keeps the projects of two teams apart', () => {
    expect(vercel.resourceKey(vercelConfig.parse({ ...minimal, team: 'one' }))).toBe('one/shop');
    expect(vercel.resourceKey(vercelConfig.parse(minimal))).toBe('shop');
  });
});

describe('a refusal by Vercel', () => {
  it.each([
    [401, 'auth', false],
    [402, 'invalid_target', false],
    [403, 'auth', false],
    [404, 'not_found', false],
    [409, 'conflict', false],
    [422, 'failed', false],
    [429, 'rate_limited', true],
    [503, 'unavailable', true],
  ])('with HTTP %i is %s', (status, code, retryable) => {
    expect(refusalOf('do it', status, 'no JSON')).toMatchObject({ code, retryable, status });
  });

  it("quotes Vercel's words and says when a limit ends", () => {
    const body = { error: { code: 'rate_limited', message: 'Too many.\nTry later.', limit: { resetMs: 0 } } };
    expect(refusalOf('read it', 429, JSON.stringify(body)).message).toBe(
      'Vercel refused to read it (Too many. Try later): it allows no more calls for now; try again after 00:00:00 UTC.',
    );
  });
});
