import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address';

describe('the address that tries are counted for', () => {
  it('is the one that the nearest proxy saw, not one that the client made up', () => {
    expect(clientAddress('6.6.6.6, 203.0.113.7')).toBe('203.0.113.7');
  });

  it('is the only one there is', () => {
    expect(clientAddress('203.0.113.7')).toBe('203.0.113.7');
  });

  it('is one bucket for all when nothing tells', () => {
    expect([clientAddress(undefined), clientAddress(null), clientAddress('')]).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});
