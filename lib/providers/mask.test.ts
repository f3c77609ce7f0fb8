import { describe, expect, it } from 'vitest';
import { createMask, maskedCredentials } from './mask';

describe('mask', () => {
  it('scrubs a secret in the forms that it takes in URLs and headers', () => {
    const mask = createMask();
    mask.add('s3cr/t+value\n');
    const base64 = Buffer.from('s3cr/t+value').toString('base64');
    expect(mask.text(`a s3cr/t+value b s3cr%2Ft%2Bvalue c ${base64}`)).toBe('a *** b *** c ***');
  });

  it('scrubs each line of a key but not its markers', () => {
    const mask = createMask();
    const line = 'b3BlbnNzaC1rZXktdjEAAAAA';
    mask.add(`-----BEGIN OPENSSH PRIVATE KEY-----\n${line}\n-----END OPENSSH PRIVATE KEY-----\n`);
    expect(mask.text(`error at ${line}`)).toBe('error at ***');
    expect(mask.text('-----BEGIN OPENSSH PRIVATE KEY-----')).toContain('BEGIN');
  });

  it('scrubs the longer secret first, so that no rest of it stays', () => {
    const mask = createMask();
    mask.add('secret');
    mask.add('secret-and-more');
    expect(mask.text('secret-and-more')).toBe('***');
  });

  it('leaves text alone for a value too short to be told from words', () => {
    const mask = createMask();
    mask.add('a');
    expect(mask.text('a cat')).toBe('a cat');
  });

  it('scrubs every string of a JSON value and keeps the rest', () => {
    const mask = createMask();
    mask.add('hidden');
    expect(mask.deep({ hidden: ['x hidden', 1, null, { deep: 'hidden' }], when: undefined })).toEqual({
      '***': ['x ***', 1, null, { deep: '***' }],
      when: undefined,
    });
  });

  it('learns what credentials hand out', async () => {
    const mask = createMask();
    const credentials = maskedCredentials({ resolve: async () => 'handed-out' }, mask);
    expect(await credentials.resolve('env:X')).toBe('handed-out');
    expect(mask.text('is handed-out')).toBe('is ***');
  });
});
