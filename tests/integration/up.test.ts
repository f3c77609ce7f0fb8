import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RUN_PROGRAM } from '@/lib/run-program';
import { commandOf, isAlive, type ProcessIdentity } from '@/scripts/lib/process-identity';
import { ensureBuild } from '@/scripts/up/build';
import { type LogWorld, makeLogWorld } from '../setup/log-world';
import { type RunningRepli, startRepli } from '../setup/repli';
import { signedIn, TEST_SECRET } from '../setup/signed-in';
import { SseReader } from '../setup/sse-reader';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILD_WITHIN_MS = 600_000;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(ROOT, '.data/up-'));
  // As a checkout's folder is: PostgreSQL runs as another user when this is root.
  chmodSync(folder, 0o711);
  dataDir = path.join(folder, 'data');
  await ensureBuild(ROOT);
}, BUILD_WITHIN_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recordOf = (dir: string): { up: ProcessIdentity; children: ProcessIdentity[] } =>
  JSON.parse(readFileSync(path.join(dir, 'up.json'), 'utf8'));
const postmaster = (dir: string) =>
  Number.parseInt(readFileSync(path.join(dir, 'postgres/data/postmaster.pid'), 'utf8'), 10);
const portOf = (repli: RunningRepli) => Number(new URL(repli.url).port);

async function signInStatus(repli: RunningRepli): Promise<number> {
  return (await fetch(repli.signInLink)).status;
}

async function occupy(port: number): Promise<net.Server> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

async function freePort(): Promise<number> {
  const server = await occupy(0);
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('it starts from any directory, takes the next port when its own is taken, and says so', async () => {
  const port = await freePort();
  const squatter = await occupy(port);
  const repli = await startRepli({ dataDir, lab: false, env: { PORT: String(port) } });
  expect(repli.output()).toContain(`Port ${port} is taken: using ${portOf(repli)}.`);
  expect(await signInStatus(repli)).toBe(200);
  const { children } = recordOf(dataDir);
  const database = postmaster(dataDir);

  expect((await repli.stop()).code).toBe(0);
  squatter.close();
  expect(children.filter(isAlive)).toEqual([]);
  expect(commandOf(database)).not.toContain(dataDir);
});

test('a second start is told where the first one runs, and leaves it alone', async () => {
  const repli = await startRepli({ dataDir, lab: false });
  await expect(startRepli({ dataDir, lab: false })).rejects.toThrow(`already running at ${repli.url}`);
  expect(await signInStatus(repli)).toBe(200);
  expect((await repli.stop()).code).toBe(0);
});

test('after kill -9 of everything it starts again, on the same data', async () => {
  const first = await startRepli({ dataDir, lab: false });
  const { up, children } = recordOf(dataDir);
  for (const pid of [up.pid, ...children.map((child) => child.pid), postmaster(dataDir)]) process.kill(pid, 'SIGKILL');
  const second = await startRepli({ dataDir, lab: false });
  expect(await signInStatus(second)).toBe(200);
  expect(new URL(second.signInLink).searchParams.get('token')).not.toBe(
    new URL(first.signInLink).searchParams.get('token'),
  );
  expect((await second.stop()).code).toBe(0);
});

test('what a killed start left running is ended by the next one, and nothing else', async () => {
  const first = await startRepli({ dataDir, lab: false });
  const { up, children } = recordOf(dataDir);
  process.kill(up.pid, 'SIGKILL');
  expect(children.filter(isAlive)).toEqual(children);
  const second = await startRepli({ dataDir, lab: false });
  expect(second.output()).toContain('Stopped what an interrupted start had left running.');
  expect(children.filter(isAlive)).toEqual([]);
  // The old one's address is free again.
  expect(portOf(second)).toBe(portOf(first));
  expect((await second.stop()).code).toBe(0);
});

test('wrong settings are all named before anything is started', async () => {
  const wrong = startRepli({ dataDir, lab: false, env: { PORT: 'http', REPLI_ROLE: 'cook' } });
  await expect(wrong).rejects.toThrow(/2 wrong settings\.\n {2}PORT: .*\n {2}REPLI_ROLE: /);
});

test('the worker alone refuses wrong settings with exit code 1', async () => {
  const env = { ...process.env, DATABASE_URL: 'mysql://x', NEXTAUTH_SECRET: 'short' };
  const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) => {
    const args = [RUN_PROGRAM, 'scripts/worker.ts'];
    execFile(process.execPath, args, { env }, (error, _, stderr) => resolve({ code: error?.code, output: stderr }));
  });
  expect(code).toBe(1);
  expect(output).toContain('2 wrong settings');
});

test('Ctrl-C ends open live pages, then the process, without force', async () => {
  const world: LogWorld = await makeLogWorld();
  const own = path.join(folder, 'own-database');
  const env = { DATABASE_URL: world.database.url, NEXTAUTH_SECRET: TEST_SECRET, REPLI_LOG_LEVEL: 'info' };
  const repli = await startRepli({ dataDir: own, lab: false, env });
  const incidentId = await world.declare();
  const { cookie } = await signedIn('responder');
  const stream = new SseReader(
    await fetch(`${repli.url}/api/incidents/${incidentId}/stream`, {
      headers: { cookie: `next-auth.session-token=${cookie}` },
    }),
  );
  expect((await stream.nextOf('hello'))?.event).toBe('hello');

  const { code } = await repli.stop();
  expect(code).toBe(0);
  expect(await stream.nextOf('never')).toBeNull();
  // Written last, once everything else has stopped: a process that had to be killed does not get there.
  expect(readFileSync(path.join(own, 'logs/console.log'), 'utf8')).toContain('"msg":"stopped"');
  expect(existsSync(path.join(own, 'postgres'))).toBe(false);
  await world.end();
});
