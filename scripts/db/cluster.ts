import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { commandOf } from '../lib/process-identity';
import { runAs, type UnixUser } from './unprivileged';

/** Where a cluster lives and how it is run. */
export interface Cluster {
  bin: string;
  /** PostgreSQL's own data folder. */
  data: string;
  /** Password and port, readable by the owner only. */
  record: string;
  user: UnixUser | null;
  /** Extra server settings, such as `fsync=off` for tests. */
  options: string[];
}

export const SUPERUSER = 'repli';
const recordSchema = z.object({ password: z.string(), port: z.number().int() });
type Record = z.infer<typeof recordSchema>;

export function readRecord(cluster: Cluster): Record {
  return recordSchema.parse(JSON.parse(readFileSync(cluster.record, 'utf8')));
}

/** A crash in between leaves the old file or the new one, never half of one. */
export function writeRecord(cluster: Cluster, record: Record): void {
  const partial = `${cluster.record}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(record), { mode: 0o600 });
  renameSync(partial, cluster.record);
}

/** Whether initdb ran to its end: the record is written after it. */
export function isInitialised(cluster: Cluster): boolean {
  return existsSync(cluster.record) && existsSync(path.join(cluster.data, 'PG_VERSION'));
}

/** Creates the cluster with a random password; what an interrupted attempt left is replaced. */
export async function initialise(cluster: Cluster): Promise<void> {
  rmSync(cluster.data, { recursive: true, force: true });
  mkdirSync(cluster.data, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const passwordFile = path.join(cluster.data, '..', `.password.${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (cluster.user) {
    for (const own of [cluster.data, passwordFile]) chownSync(own, cluster.user.uid, cluster.user.gid);
  }
  try {
    const args = ['-D', cluster.data, '-U', SUPERUSER, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8'];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-sync'];
    const done = runAs(cluster.user, path.join(cluster.bin, 'initdb'), [...args, ...locale]);
    if (done.status !== 0)
      throw new Error(`PostgreSQL's data folder ${cluster.data} could not be created: ${done.text}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeRecord(cluster, { password, port: await freePort() });
}

/**
 * Whether this cluster's server runs. After a crash its pid file may name an id that another program has by now,
 * for which both `pg_ctl status` and the server would stand back: such a file is removed.
 */
export function isRunning(cluster: Cluster): boolean {
  const pidFile = path.join(cluster.data, 'postmaster.pid');
  if (!existsSync(pidFile)) return false;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  if (commandOf(pid).includes(cluster.data)) return true;
  rmSync(pidFile, { force: true });
  return false;
}

/** Starts the server in the background, where it outlives this process. Its output goes to `server.log`. */
export function start(cluster: Cluster, port: number): void {
  const settings = [
    "unix_socket_directories=''",
    'listen_addresses=127.0.0.1',
    'max_connections=200',
    ...cluster.options,
  ];
  const options = [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
  control(cluster, ['-w', '-t', '30', '-l', serverLog(cluster), '-o', options, 'start']);
}

export function stop(cluster: Cluster): boolean {
  return control(cluster, ['-m', 'fast', '-w', '-t', '30', 'stop']).status === 0;
}

/** The end of the server's log, for an error. */
export function logTail(cluster: Cluster): string {
  return existsSync(serverLog(cluster)) ? readFileSync(serverLog(cluster), 'utf8').slice(-1_000) : '';
}

const serverLog = (cluster: Cluster) => path.join(cluster.data, 'server.log');
const control = (cluster: Cluster, args: string[]) =>
  runAs(cluster.user, path.join(cluster.bin, 'pg_ctl'), ['-D', cluster.data, ...args]);

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Whether nothing listens on the port. */
export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
