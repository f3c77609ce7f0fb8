import { describe, expect, it } from 'vitest';
import { signature, verifySignature } from './signature';

const now = new Date('2026-03-01T12:00:00Z');
const timestamp = now.getTime() / 1_000;
const body = '{"id":"m1"}';
const headers = { 'x-repli-timestamp': String(timestamp), 'x-repli-signature': signature('key', timestamp, body) };

describe('verifySignature', () => {
  it('accepts what was signed with the same secret', () => {
    expect(verifySignature('key', headers, body, now)).toBe(true);
  });

  it('accepts one of several signatures while a secret is being changed', () => {
    const both = {
      ...headers,
      'x-repli-signature': `${signature('new', timestamp, body)}, ${headers['x-repli-signature']}`,
    };
    expect(verifySignature('key', both, body, now)).toBe(true);
  });

  it.each([
    ['another secret', 'other', headers, body, now],
    ['an altered body', 'key', headers, `${body} `, now],
    ['a moved timestamp', 'key', { ...headers, 'x-repli-timestamp': String(timestamp + 1) }, body, now],
    ['a replay after five minutes', 'key', headers, body, new Date(now.getTime() + 301_000)],
    ['no signature', 'key', { 'x-repli-timestamp': String(timestamp) }, body, now],
    ['no timestamp', 'key', { 'x-repli-signature': headers['x-repli-signature'] }, body, now],
  ])('refuses %s', (_name, secret, given, text, at) => {
    expect(verifySignature(secret, given, text, at)).toBe(false);
  });
});
