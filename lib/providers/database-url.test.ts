import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOf, readHost, withHost } from './database-url';

const NEW = 'db-2.example';
const PLACEHOLDER = '$' + '{database.endpoint}';

describe('a value with another host', () => {
  it.each([
    ['postgres://u:p@db-1.example:5432/shop?sslmode=require', `postgres://u:p@${NEW}:5432/shop?sslmode=require`],
    ['postgres://u:p%40%2F@db-1.example/shop', `postgres://u:p%40%2F@${NEW}/shop`],
    ['mysql://u:a@b@db-1.example', `mysql://u:a@b@${NEW}`],
    ['postgresql://db-1.example/shop', `postgresql://${NEW}/shop`],
    ['postgres://u:p@[2001:db8::1]:5432/shop', `postgres://u:p@${NEW}:5432/shop`],
    [
      'postgres://db-1.example:db-1.example@db-1.example/db-1.example',
      `postgres://db-1.example:db-1.example@${NEW}/db-1.example`,
    ],
    ['postgres://u:p@db-1.example/shop\n', `postgres://u:p@${NEW}/shop\n`],
  ])('in %s', (before, after) => expect(withHost(before, NEW, undefined)).toBe(after));

  it('differs in nothing but the host of a URL', () => {
    const text = fc.stringMatching(/^[A-Za-z0-9%._~!*-]{1,30}$/);
    fc.assert(
      fc.property(text, text, text, fc.nat(65_535), (user, password, database, port) => {
        const url = (host: string) => `postgres://${user}:${password}@${host}:${port}/${database}?x=${password}`;
        expect(withHost(url('old.example'), NEW, undefined)).toBe(url(NEW));
      }),
    );
  });

  it('keeps the JSON around it letter by letter', () => {
    const before =
      '{ "port": 5432.0, "host" : "db-1.example",\n  "password": "db-1.example", "big": 12345678901234567890 }';
    expect(withHost(before, NEW, undefined)).toBe(before.replace('"host" : "db-1.example"', `"host" : "${NEW}"`));
  });

  it('is found under the key that holds the URL', () => {
    const before = '{"DATABASE_URL":"postgres://u:p@db-1.example/shop","OTHER":"x"}';
    expect(readHost(before, 'DATABASE_URL').host).toBe('db-1.example');
    expect(withHost(before, NEW, 'DATABASE_URL')).toBe(before.replace('db-1.example', NEW));
  });

  it.each([
    ['no URL', 'canary', undefined],
    ['several hosts', 'mongodb://u:canary@a.example,b.example/shop', undefined],
    ['a password with a slash that is not encoded', 'postgres://u:1/canary@db-1.example/shop', undefined],
    ['JSON without the key', '{"password":"canary"}', 'DATABASE_URL'],
    ['JSON with the key twice', '{"host":"a","in":{"host":"a"},"password":"canary"}', undefined],
    ['an empty value', '', undefined],
  ])('is refused for %s, and nothing of the value is told', (_what, value, urlKey) => {
    const refusal = (() => {
      try {
        withHost(value, NEW, urlKey);
      } catch (error) {
        return error as Error;
      }
    })();
    expect(refusal).toMatchObject({ code: 'invalid_target', retryable: false });
    expect(refusal?.message).not.toContain('canary');
  });
});

it.each([
  ['host:db-2.example', 'db-2.example'],
  ['host:[2001:db8::1]', '[2001:db8::1]'],
  [`host:${PLACEHOLDER}`, PLACEHOLDER],
  ['host:', null],
  ['host:a b', null],
  ['host:u:p@db', null],
  ['host:db/x', null],
  ['db-2.example', null],
])('%s names the host %s', (id, host) => expect(hostOf(id)).toBe(host));
