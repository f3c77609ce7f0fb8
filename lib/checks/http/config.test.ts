import { describe, expect, it } from 'vitest';
import { http } from '.';

const url = 'https://shop.example/api/health';

describe('http config', () => {
  it('fills in GET, 200 and five seconds', () => {
    expect(http.config.parse({ url })).toMatchObject({ method: 'GET', status: 200, timeoutMs: 5_000 });
  });

  it.each([
    ['another protocol', { url: 'file:///etc/passwd' }],
    ['credentials in the address', { url: 'https://user:pass@shop.example/' }],
    ['a secret header in clear', { url, headers: { Authorization: 'Bearer abc' } }],
    ['a header of two lines', { url, headers: { 'x-a': 'a\r\nx-b: b' } }],
    ['a header that frames the request', { url, headers: { 'Transfer-Encoding': 'chunked' } }],
    ['a pattern that is no regular expression', { url, bodyPattern: '(' }],
    ['certificate days over plain HTTP', { url: 'http://shop.example/', tlsExpiresInDays: 3 }],
    ['a body with GET', { url, body: 'a' }],
    ['an unknown key', { url, expect: 200 }],
  ])('refuses %s', (_name, config) => {
    expect(http.config.safeParse(config).success).toBe(false);
  });
});

describe('http command and expectation', () => {
  it('is the exact curl, with secrets as variables', () => {
    const config = http.config.parse({
      url: `${url}?a=1&b=2`,
      method: 'POST',
      headers: { Authorization: 'Bearer env:SHOP_TOKEN', 'X-Note': "it's" },
      body: { items: [] },
    });
    expect(http.command(config)).toBe(
      `curl -sS -i --max-time 5 -L --max-redirs 5 -X POST -H 'content-type: application/json' -H "authorization: Bearer $SHOP_TOKEN" -H 'x-note: it'\\''s' --data-raw '{"items":[]}' 'https://shop.example/api/health?a=1&b=2'`,
    );
  });

  it('says what is expected in signs', () => {
    const config = http.config.parse({
      url,
      status: [200, 204],
      json: { path: 'status', equals: 'ok' },
      bodyPattern: 'up',
      maxLatencyMs: 300,
      tlsExpiresInDays: 14,
    });
    expect(http.expected(config)).toBe('200 / 204 · status = "ok" · /up/ · ≤ 300 ms · TLS ≥ 14 d');
  });
});
