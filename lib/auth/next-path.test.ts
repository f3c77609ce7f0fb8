import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNextPath } from './next-path';

describe('where to go after signing in', () => {
  it('keeps a path of our own with its query and fragment', () => {
    expect(safeNextPath('/incidents/42?tab=timeline#e7')).toBe('/incidents/42?tab=timeline#e7');
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '',
    null,
  ])('refuses %j', (next) => {
    expect(safeNextPath(next)).toBe('/');
  });

  it('never leads to another site', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const path = safeNextPath(`/${text}`);
        expect(new URL(path, 'https://repli.example').origin).toBe('https://repli.example');
      }),
    );
  });
});
