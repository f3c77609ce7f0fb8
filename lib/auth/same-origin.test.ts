import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isSameOrigin } from './same-origin';

const ask = (method: string, headers: Record<string, string>) =>
  isSameOrigin(new Request('http://127.0.0.1:3000/api/x', { method, headers: { host: 'repli.example', ...headers } }));

describe('the origin of a request', () => {
  beforeAll(() => {
    vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none');
    vi.stubEnv('NEXTAUTH_SECRET', 'a secret of the tests, 32 characters');
    vi.stubEnv('REPLI_URL', 'https://console.example');
  });

  it('does not matter for reading', () => {
    expect(ask('GET', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(true);
  });

  it('must be our own host to change something', () => {
    expect(ask('POST', { origin: 'http://repli.example' })).toBe(true);
    expect(ask('POST', { origin: 'https://evil.example' })).toBe(false);
    expect(ask('POST', { origin: 'null' })).toBe(false);
  });

  it('may be the public address, or the host that a proxy saw', () => {
    expect(ask('POST', { origin: 'https://console.example' })).toBe(true);
    expect(ask('POST', { origin: 'https://front.example', 'x-forwarded-host': 'front.example' })).toBe(true);
  });

  it('is refused when the browser says that another site asked', () => {
    expect(ask('POST', { origin: 'http://repli.example', 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(ask('POST', { 'sec-fetch-site': 'same-site' })).toBe(false);
  });

  it('is refused when nothing says where it comes from', () => {
    expect(ask('POST', {})).toBe(false);
    expect(ask('POST', { 'sec-fetch-site': 'same-origin' })).toBe(true);
  });
});
