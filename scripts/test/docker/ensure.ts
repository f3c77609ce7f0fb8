import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDaemon } from './daemon';
import { ensurePrograms, PATH } from './programs';

/** A Docker for the tests as DOCKER_HOST, or why there is none. */
export type TestDocker = { host: string; name: string } | { absent: string };

/** What a kernel answers that lets nobody start containers here: a container without rights, a missing feature. */
const FORBIDDEN =
  /operation not permitted|permission denied|function not implemented|no such device|cgroups?:? .*(not mounted|isn't mounted|mountpoint does not exist)|read-only file system/i;

/**
 * Keeps a Docker there meanwhile: the one that DOCKER_HOST or the current context leads to, else one of our own, which
 * only root can start. As root it is required: throws why it cannot be started, unless the kernel forbids it.
 */
export async function withDocker<T>(dataDir: string, work: (docker: TestDocker) => Promise<T>): Promise<T> {
  const present = presentHost();
  if (present !== null) {
    const missing = ensurePrograms({ withDaemon: false });
    return work(missing.length === 0 ? there(present) : { absent: lacking(missing) });
  }
  if (process.getuid?.() !== 0) return work({ absent: 'no Docker answers here, and only root can start one' });
  const missing = ensurePrograms({ withDaemon: true });
  if (missing.length > 0) throw new Error(`${lacking(missing)}, and as root the tests against Docker are required`);
  const own = await startDaemon(dataDir).catch((cause: unknown) => String(cause));
  if (typeof own === 'string') return work(absentOrThrow('dockerd does not start', own));
  try {
    const refusal = refusalOf(own.host);
    return await work(
      refusal === null ? there(own.host) : absentOrThrow('dockerd runs, but starts no container', refusal),
    );
  } finally {
    await own.stop();
  }
}

const lacking = (missing: string[]): string => `this machine lacks ${missing.join(', ')}`;

function absentOrThrow(what: string, words: string): TestDocker {
  const end = words.trim().split('\n').slice(-3).join('\n');
  if (FORBIDDEN.test(end)) return { absent: `${what}, because the kernel forbids it here: ${end}` };
  throw new Error(`${what}, and as root the tests against Docker are required:\n${end}`);
}

function presentHost(): string | null {
  if (!ask('version', '--format', '{{.Server.Version}}').ok) return null;
  return process.env.DOCKER_HOST ?? ask('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}').text;
}

function there(host: string): TestDocker {
  const version = ask('--host', host, 'version', '--format', '{{.Server.Version}}').text;
  return { host, name: `Docker ${version}` };
}

/** Starts a container once; what Docker says when it cannot. */
function refusalOf(host: string): string | null {
  const root = mkdtempSync(path.join(tmpdir(), 'repli-probe-'));
  try {
    mkdirSync(path.join(root, 'root/bin'), { recursive: true });
    cpSync('/bin/busybox', path.join(root, 'root/bin/busybox'));
    const archive = path.join(root, 'root.tar');
    spawnSync('tar', ['-C', path.join(root, 'root'), '-cf', archive, '.']);
    const on = ['--host', host];
    const image = ask(...on, 'import', archive);
    const run = image.ok ? ask(...on, 'run', '--rm', '--network=none', image.text, '/bin/busybox', 'true') : image;
    return run.ok ? null : run.text;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function ask(...args: string[]): { ok: boolean; text: string } {
  const done = spawnSync('docker', args, { encoding: 'utf8', timeout: 60_000, env: { ...process.env, PATH } });
  return { ok: done.status === 0, text: `${done.status === 0 ? done.stdout : done.stderr}`.trim() };
}
