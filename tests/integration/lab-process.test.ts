import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breakAgain } from '@/lib/lab/client';
import { RUN_PROGRAM } from '@/lib/run-program';
import { clone, commitCount, health, remove, running, scratchDir } from '../setup/lab';
import { until } from '../setup/until';

interface Ready {
  ready: true;
  catalogue: string;
  shop: string;
  storefront: string;
  remote: string;
}

let dir: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  dir = await scratchDir();
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await ended(child);
    }
  }
  await remove(dir);
});

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

async function start(): Promise<{ child: ChildProcess; ready: Ready }> {
  const args = [RUN_PROGRAM, 'lib/lab/main.ts', '--dir', dir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  for await (const line of readline.createInterface({ input: child.stdout })) {
    const ready = JSON.parse(line) as Ready;
    if (ready.ready) return { child, ready };
  }
  throw new Error('the lab ended before it was ready');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A commit after which the shop tells its process id, and never comes back from `GET /loop`. */
async function pushPid(remote: string): Promise<string> {
  const developer = await clone(remote);
  await developer.push('server.js', (source) =>
    source.replace("'GET /metrics'", "'GET /loop': () => { for (;;); },\n  'GET /metrics'"),
  );
  const commit = await developer.push('lib/health.js', (source) =>
    source.replace('version, checks:', 'version, pid: process.pid, checks:'),
  );
  await developer.remove();
  return commit;
}

describe('the lab as a process', () => {
  it('takes up where it was after kill -9, with the same addresses and no second history', async () => {
    const first = await start();
    const commit = await pushPid(first.ready.remote);
    const { pid } = await running(first.ready.shop, commit);
    const count = await commitCount(first.ready.remote);
    first.child.kill('SIGKILL');
    await ended(first.child);
    await until('the shop ends with its parent', async () => !isAlive(Number(pid)));

    const second = await start();
    expect(second.ready).toEqual(first.ready);
    expect(await commitCount(second.ready.remote)).toBe(count);
    expect(await running(second.ready.shop, commit)).toMatchObject({ status: 'degraded' });
  });

  it('goes on with a release of the storefront after kill -9 in the middle of it', async () => {
    const first = await start();
    const outcome = await breakAgain(dir, 'storefront');
    const version = outcome.ok ? outcome.commit.slice(0, 8) : '';
    await until('both platforms began', async () => {
      const kept = ['cluster.json', 'ecs.json'].map((file) => readFile(path.join(dir, 'storefront', file), 'utf8'));
      return (await Promise.all(kept)).every((text) => text.includes(`:${version}`));
    });
    first.child.kill('SIGKILL');
    await ended(first.child);

    const second = await start();
    expect(second.ready).toEqual(first.ready);
    await until('the release answers', async () => {
      const reports = await Promise.all([1, 2, 3].map(() => health(second.ready.storefront)));
      const page = await (await fetch(second.ready.storefront)).text();
      return reports.every((report) => report.version === version) && page.includes(version.slice(0, 7));
    });
  });

  it('leaves no shop behind that loops for ever', async () => {
    const { child, ready } = await start();
    const { pid } = await running(ready.shop, await pushPid(ready.remote));
    await expect(fetch(`${ready.shop}/loop`, { signal: AbortSignal.timeout(300) })).rejects.toThrow();
    expect(isAlive(Number(pid))).toBe(true);
    child.kill('SIGKILL');
    await until('the shop ends with its parent', async () => !isAlive(Number(pid)));
  });

  it('stops all of it when asked to', async () => {
    const { child, ready } = await start();
    const { pid } = await running(ready.shop, await pushPid(ready.remote));
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
    expect(isAlive(Number(pid))).toBe(false);
    await expect(health(ready.shop)).rejects.toThrow();
  });

  it('breaks the shop again when asked by someone who may read its directory', async () => {
    expect(await breakAgain(dir)).toMatchObject({ ok: false, code: 'stopped' });
    const { ready } = await start();
    const before = await commitCount(ready.remote);
    expect(await breakAgain(dir)).toMatchObject({ ok: true });
    expect(await commitCount(ready.remote)).toBe(before + 1);
  });

  it('refuses a second lab in the same directory', async () => {
    const { ready } = await start();
    await expect(start()).rejects.toThrow('ended before it was ready');
    expect((await health(ready.shop)).httpStatus).toBe(503);
  });
});
