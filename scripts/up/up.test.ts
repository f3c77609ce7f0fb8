import { mkdtempSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readyLine } from './lab';
import { firstFreePort } from './ports';
import { keptSecret } from './secret';

test.each(['127.0.0.1', '0.0.0.0'])('a port taken on %s is passed over', async (host) => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as net.AddressInfo;
  expect(await firstFreePort(port)).toBeGreaterThan(port);
  await new Promise((resolve) => server.close(resolve));
  expect(await firstFreePort(port)).toBe(port);
});

test('the secret is made once and readable by its owner only', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'repli-secret-'));
  const secret = keptSecret(folder);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(keptSecret(folder)).toBe(secret);
  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test("the lab's ready line is found among its other output", () => {
  const ready = '{"ready":true,"catalogue":"/tmp/shop.yaml"}';
  expect(readyLine(`starting\n{"level":30}\n${ready}\nmore`)).toBe('/tmp/shop.yaml');
  expect(readyLine(`starting\n${ready.slice(0, 20)}`)).toBeNull();
});
