import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './seal';

const key = randomBytes(32);
const place = { id: 'row-1', name: 'deploy', field: 'value' };

describe('a sealed value', () => {
  it('opens with its key at its place, and shows nothing of itself', () => {
    const sealed = seal('canary-4711', place, key);
    expect(unseal(sealed, place, [randomBytes(32), key])).toBe('canary-4711');
    expect(JSON.stringify(sealed)).not.toContain('canary');
    expect(JSON.stringify(sealed)).not.toContain(Buffer.from('canary-4711').toString('base64'));
  });

  it('is another one each time', () => expect(seal('same', place, key).text).not.toBe(seal('same', place, key).text));

  it.each([{ id: 'row-2' }, { name: 'other' }, { field: 'password' }])('opens nowhere else: %j', (other) => {
    expect(() => unseal(seal('secret', place, key), { ...place, ...other }, [key])).toThrow();
  });

  it('does not open once a letter of it has changed', () => {
    const sealed = seal('secret', place, key);
    const bytes = Buffer.from(sealed.text, 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(() => unseal({ ...sealed, text: bytes.toString('base64') }, place, [key])).toThrow();
  });

  it('says that its key is not here instead of failing', () => {
    expect(unseal(seal('secret', place, key), place, [randomBytes(32)])).toBeNull();
  });
});
