import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, writeSettings } from './settings';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'settings-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true });
});

describe('lab settings', () => {
  it('are the same at the next start, and for this user only', async () => {
    const settings = { ...(await readSettings(dir)), shopPort: 4_001 };
    await writeSettings(dir, settings);
    expect(await readSettings(dir)).toEqual(settings);
    expect((await stat(path.join(dir, 'lab.json'))).mode & 0o077).toBe(0);
    expect((await stat(path.join(dir, 'webhook-secret'))).mode & 0o077).toBe(0);
  });

  it('are made up anew when the file cannot be read', async () => {
    await writeFile(path.join(dir, 'lab.json'), '{"shopPort":');
    expect(await readSettings(dir)).toMatchObject({ shopPort: 0, controlPort: 0 });
  });
});
