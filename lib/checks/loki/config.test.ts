import { describe, expect, it } from 'vitest';
import { loki } from '.';
import { streamSelector } from './selector';

const url = 'https://logs.example';

describe('loki settings', () => {
  it.each([
    ['a query that counts', { url, query: 'count_over_time({app="shop"}[1m])' }],
    ['a query without streams', { url, query: '|= "ERROR"' }],
    ['more lines than Loki gives', { url, query: '{app="shop"}', atMost: 5_000 }],
    ['two logins', { url, query: '{app="shop"}', bearer: 'env:A', basic: { username: 'a', password: 'env:B' } }],
    ['an unknown key', { url, query: '{app="shop"}', limit: 3 }],
  ])('refuse %s', (_name, config) => {
    expect(loki.config.safeParse(config).success).toBe(false);
  });

  it.each([
    ['{app="shop"} |= "ERROR"', '{app="shop"}'],
    ['{app="a}b", pod=~`x{2}`} | json', '{app="a}b", pod=~`x{2}`}'],
    ['{app="say \\"}\\""}', '{app="say \\"}\\""}'],
    ['{app="shop"', null],
    ['{}', null],
  ])('read the streams of %s', (query, selector) => {
    expect(streamSelector(query)).toBe(selector);
  });
});

describe('loki by hand', () => {
  it('is the same question to the server', () => {
    const config = loki.config.parse({ url, query: '{app="shop"} |= "ERROR"', windowSeconds: 300, tenant: 'shop' });
    expect(loki.command(config)).toBe(
      `curl -sS --max-time 5 --get -H 'x-scope-orgid: shop' --data-urlencode query='{app="shop"} |= "ERROR"' --data-urlencode since=300s --data-urlencode limit=5 https://logs.example/loki/api/v1/query_range`,
    );
    expect(loki.expected(config)).toBe('≤ 0 · 300 s');
  });
});
