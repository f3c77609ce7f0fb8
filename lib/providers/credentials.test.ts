import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCredentials } from './credentials';

const dir = mkdtempSync(path.join(tmpdir(), 'repli-credentials-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const credentials = createCredentials({ TOKEN: 'value', EMPTY: ' ' });

describe('credentials', () => {
  it('read a variable', async () => expect(await credentials.resolve('env:TOKEN')).toBe('value'));

  it('read a file without its final newline, and again after it was rotated', async () => {
    const file = path.join(dir, 'token');
    writeFileSync(file, 'one\n');
    expect(await credentials.resolve(`file:${file}`)).toBe('one');
    writeFileSync(file, 'two\n');
    expect(await credentials.resolve(`file:${file}`)).toBe('two');
  });

  it.each([
    ['env:MISSING', 'is not set'],
    ['env:EMPTY', 'is empty'],
    ['file:/does/not/exist', 'ENOENT'],
  ])('name %s when it cannot be resolved', async (reference, why) => {
    const expected = { code: 'auth', retryable: false, message: expect.stringContaining(why) };
    await expect(credentials.resolve(reference)).rejects.toMatchObject(expected);
    await expect(credentials.resolve(reference)).rejects.toThrow(reference);
  });

  it('refuse a file too large to be a secret', async () => {
    const file = path.join(dir, 'large');
    writeFileSync(file, 'x'.repeat(70_000));
    await expect(credentials.resolve(`file:${file}`)).rejects.toThrow('64 KiB');
  });

  it.each(['file:relative', 'ghp_pastedByMistake', 'https://x'])(
    'do not repeat what is no reference: %s',
    async (text) => {
      const error = await credentials.resolve(text).catch((caught: Error) => caught);
      expect(error).toMatchObject({ code: 'auth' });
      expect(String(error)).not.toContain(text);
    },
  );
});
