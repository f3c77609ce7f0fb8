import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from '../../lib/process-identity';
import { PATH } from './programs';

const READY_WITHIN_MS = 90_000;
const END_WITHIN_MS = 20_000;
const POLL_MS = 200;
/** A socket's path may have 107 bytes (unix(7)); containerd adds some forty. */
const LONGEST_DIRECTORY = 60;

export interface Daemon {
  host: string;
  /** What the daemon wrote so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts a Docker of the tests' own, apart from any other: own socket, data, containerd and configuration, and neither
 * bridge nor firewall rules, so that nothing on the machine changes. Throws with the end of its log.
 */
export async function startDaemon(dataDir: string): Promise<Daemon> {
  const below = path.join(dataDir, 'test-docker');
  const dir = below.length > LONGEST_DIRECTORY ? mkdtempSync(path.join(tmpdir(), 'repli-docker-')) : below;
  mkdirSync(dir, { recursive: true });
  const at = (name: string) => path.join(dir, name);
  await endLeftOver(dir);
  writeFileSync(at('daemon.json'), '{}');
  const host = `unix://${at('docker.sock')}`;
  const output = openSync(at('dockerd.log'), 'w');
  const child = spawn('dockerd', argumentsFor(at, host), {
    stdio: ['ignore', output, output],
    env: { ...process.env, PATH },
  });
  // Also when the tests are interrupted.
  const onExit = () => child.kill('SIGTERM');
  process.once('exit', onExit);
  const log = () => readFileSync(at('dockerd.log'), 'utf8');
  const stop = async () => {
    process.off('exit', onExit);
    await end(child);
    await endLeftOver(dir);
    rmSync(dir, { recursive: true, force: true });
  };
  if (await isReady(child, host)) return { host, log, stop };
  const words = log();
  await stop();
  throw new Error(words);
}

const argumentsFor = (at: (name: string) => string, host: string): string[] => [
  `--host=${host}`,
  `--config-file=${at('daemon.json')}`,
  `--data-root=${at('data')}`,
  `--exec-root=${at('run')}`,
  `--pidfile=${at('docker.pid')}`,
  '--iptables=false',
  '--ip6tables=false',
  '--bridge=none',
  // Where no systemd runs there is nobody else to ask for a control group.
  '--exec-opt=native.cgroupdriver=cgroupfs',
];

async function isReady(child: ChildProcess, host: string): Promise<boolean> {
  let hasFailed = false;
  child.once('error', () => {
    hasFailed = true;
  });
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await sleep(POLL_MS)) {
    if (hasFailed || child.exitCode !== null || child.signalCode !== null) return false;
    if (spawnSync('docker', ['--host', host, 'info'], { timeout: READY_WITHIN_MS }).status === 0) return true;
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const force = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(force);
}

/** What a killed run left running here, known by its pid file and its command line. */
async function endLeftOver(dir: string): Promise<void> {
  for (const file of ['docker.pid', 'run/containerd/containerd.pid']) {
    const name = path.join(dir, file);
    const pid = existsSync(name) ? Number.parseInt(readFileSync(name, 'utf8'), 10) : Number.NaN;
    const isOurs = () => commandOf(pid).includes(dir);
    for (let until = Date.now() + END_WITHIN_MS; Number.isInteger(pid) && isOurs(); await sleep(POLL_MS)) {
      process.kill(pid, Date.now() < until ? 'SIGTERM' : 'SIGKILL');
      if (Date.now() >= until) until = Number.POSITIVE_INFINITY;
    }
    rmSync(name, { force: true });
  }
}
