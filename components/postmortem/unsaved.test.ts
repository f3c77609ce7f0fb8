import { describe, expect, it } from 'vitest';
import { dropUnsaved, keepUnsaved, readUnsaved } from './unsaved';

const memory = () => {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
};
const text = { body: 'What we learnt', version: 3, at: '2026-03-03T04:00:00.000Z' };

describe('an unsaved text', () => {
  it('is there again on the same incident, and only there', () => {
    const store = memory();
    keepUnsaved(store, 'a', text);
    expect(readUnsaved(store, 'a')).toEqual(text);
    expect(readUnsaved(store, 'b')).toBeNull();
  });

  it('is gone once it was saved', () => {
    const store = memory();
    keepUnsaved(store, 'a', text);
    dropUnsaved(store, 'a');
    expect(readUnsaved(store, 'a')).toBeNull();
  });

  it.each(['{', '"x"', '{"body":1,"version":1,"at":""}', '{"body":"x"}'])('is not taken from %s', (kept) => {
    const store = memory();
    store.held.set('repli.post-mortem.a', kept);
    expect(readUnsaved(store, 'a')).toBeNull();
  });

  it('does no harm where the browser forbids storage', () => {
    const refuse = () => {
      throw new Error('SecurityError');
    };
    const store = { getItem: refuse, setItem: refuse, removeItem: refuse };
    expect(readUnsaved(store, 'a')).toBeNull();
    expect(() => keepUnsaved(store, 'a', text)).not.toThrow();
    expect(() => dropUnsaved(store, 'a')).not.toThrow();
  });
});
