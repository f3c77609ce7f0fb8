import { describe, expect, it } from 'vitest';
import { prometheus } from '.';

const url = 'https://metrics.example/prometheus/';

describe('prometheus settings', () => {
  it.each([
    ['no bound', { url, query: 'up' }],
    ['two logins', { url, query: 'up', above: 0, bearer: 'env:A', basic: { username: 'a', password: 'env:B' } }],
    ['a token in clear', { url, query: 'up', above: 0, bearer: 'abc' }],
    ['a step without a window', { url, query: 'up', above: 0, stepSeconds: 5 }],
    ['a window of too many moments', { url, query: 'up', above: 0, windowSeconds: 86_400, stepSeconds: 1 }],
    ['a password in the address', { url: 'https://a:b@metrics.example', query: 'up', above: 0 }],
    ['an unknown key', { url, query: 'up', above: 0, threshold: 1 }],
  ])('refuse %s', (_name, config) => {
    expect(prometheus.config.safeParse(config).success).toBe(false);
  });
});

describe('prometheus by hand', () => {
  it('is the same question to the server, with secrets as variables', () => {
    const config = prometheus.config.parse({ url, query: 'rate(errors[1m])', below: 0.5, bearer: 'env:METRICS_TOKEN' });
    expect(prometheus.command(config)).toBe(
      `curl -sS --max-time 5 --get -H "authorization: Bearer $METRICS_TOKEN" --data-urlencode query='rate(errors[1m])' https://metrics.example/prometheus/api/v1/query`,
    );
    expect(prometheus.expected(config)).toBe('< 0.5');
  });

  it('covers the window', () => {
    const basic = { username: 'it is', password: 'file:/run/pass' };
    const config = prometheus.config.parse({
      url,
      query: 'up',
      atLeast: 1,
      atMost: 2,
      windowSeconds: 120,
      basic,
      tenant: 'shop',
    });
    expect(prometheus.command(config)).toBe(
      'curl -sS --max-time 5 --get -u "it is:$(cat /run/pass)" -H \'x-scope-orgid: shop\' --data-urlencode query=up --data-urlencode start=$(($(date +%s) - 120)) --data-urlencode end=$(date +%s) --data-urlencode step=2 https://metrics.example/prometheus/api/v1/query_range',
    );
    expect(prometheus.expected(config)).toBe('≥ 1 · ≤ 2 · 120 s');
  });
});
