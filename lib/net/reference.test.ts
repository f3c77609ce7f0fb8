import { describe, expect, it } from 'vitest';
import { mask } from './mask';
import { parseReference, shellExpansion } from './reference';
import { quote, quoteWithExpansion } from './shell';

describe('parseReference', () => {
  it.each([
    ['env:TOKEN', { prefix: '', reference: 'env:TOKEN' }],
    ['file:/run/secrets/token', { prefix: '', reference: 'file:/run/secrets/token' }],
    ['Bearer env:TOKEN', { prefix: 'Bearer ', reference: 'env:TOKEN' }],
    ['file:/my disk/token', { prefix: '', reference: 'file:/my disk/token' }],
    ['literal', null],
    ['xenv:TOKEN', null],
    ['env:', null],
  ])('reads %s', (value, wanted) => {
    expect(parseReference(value)).toEqual(wanted);
  });
});

describe('shell words', () => {
  it('takes text literally', () => {
    expect(quote('plain-word/1')).toBe('plain-word/1');
    expect(quote("it's $HOME")).toBe("'it'\\''s $HOME'");
  });

  it('expands the reference and nothing before it', () => {
    expect(quoteWithExpansion('a"$b` ', shellExpansion('env:TOKEN'))).toBe('"a\\"\\$b\\` $TOKEN"');
    expect(shellExpansion('file:/run/token')).toBe('$(cat /run/token)');
  });
});

describe('mask', () => {
  it('hides a secret in each form in which a reply may echo it', () => {
    expect(mask('a s"1/ b s\\"1/ c s%221%2F', ['s"1/'])).toBe('a ••• b ••• c •••');
  });
});
