import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { config, proxy } from '@/proxy';

const ask = (path: string, cookie?: string) =>
  proxy(new NextRequest(`https://repli.example${path}`, cookie ? { headers: { cookie } } : {}));

describe('the proxy', () => {
  it('leads whoever holds no session to the sign-in page, and back afterwards', () => {
    const location = new URL(ask('/incidents/7?tab=plan').headers.get('location') ?? '');
    expect(location.pathname).toBe('/sign-in');
    expect(location.searchParams.get('next')).toBe('/incidents/7?tab=plan');
  });

  it('lets session cookies through, plain and secure, for the pages to check', () => {
    expect(ask('/', 'next-auth.session-token=x').headers.get('location')).toBeNull();
    expect(ask('/', '__Secure-next-auth.session-token=x').headers.get('location')).toBeNull();
  });

  it.each([
    ['/', true],
    ['/incidents/7', true],
    ['/services/shop', true],
    ['/sign-in', false],
    ['/sign-in/link', false],
    ['/api/incidents/7/stream', false],
    ['/s/token', false],
    ['/_next/static/chunk.js', false],
    ['/icon.svg', false],
  ])('stands before %s: %s', (path, before) => {
    const [pattern = ''] = config.matcher;
    expect(new RegExp(`^${pattern}$`).test(path)).toBe(before);
  });
});
