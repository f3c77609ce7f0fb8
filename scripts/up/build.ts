import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { withFileLock } from '../lib/file-lock';
import { during } from './say';
import { words } from './words';

/** What ends up in the built console; tests and scripts do not. */
const FOLDERS = ['app', 'components', 'lib', 'public', 'prisma/migrations'];
const FILES = [
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation.node.ts',
  'tsconfig.json',
  'package-lock.json',
  'prisma/schema.prisma',
];
const UNUSED = /\.test\.tsx?$|^lib\/(db\/generated|lab)\//;
const BUILD_WAIT_MS = 600_000;
/** A running console keeps reading its files: its build outlives a few newer ones. */
const KEPT_BUILDS = 3;

/**
 * The folder of the built console, built now if its sources changed since. Each build has a folder of its own, so that
 * a new one does not pull the files from under a console that runs. Throws with the end of the build's output.
 */
export async function ensureBuild(root: string): Promise<string> {
  const builds = path.join(root, '.data/builds');
  const folderOf = (digest: string) => path.join(builds, digest.slice(0, 16));
  const present = folderOf(sourcesDigest(root));
  if (existsSync(present)) return present;
  mkdirSync(builds, { recursive: true, mode: 0o711 });
  return withFileLock(
    path.join(builds, 'building'),
    async () => {
      const folder = folderOf(sourcesDigest(root));
      if (existsSync(folder)) return folder;
      await during(words('building'), () => nextBuild(root, builds));
      keep(root, folder);
      removeOld(builds);
      return folder;
    },
    BUILD_WAIT_MS,
  );
}

/** Moves a standalone build away, complete with what it leaves out because a CDN could serve it. */
function keep(root: string, folder: string): void {
  const made = path.join(root, '.next/standalone');
  cpSync(path.join(root, '.next/static'), path.join(made, '.next/static'), { recursive: true });
  cpSync(path.join(root, 'public'), path.join(made, 'public'), { recursive: true });
  renameSync(made, folder);
}

function removeOld(builds: string): void {
  const folders = readdirSync(builds, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const newestFirst = folders
    .map(({ name }) => ({ file: path.join(builds, name), at: statSync(path.join(builds, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { file } of newestFirst.slice(KEPT_BUILDS)) rmSync(file, { recursive: true, force: true });
}

/** One hash over the names and contents of all sources: times of change say nothing after a checkout. */
export function sourcesDigest(root: string): string {
  const inFolders = FOLDERS.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  );
  const hash = createHash('sha256');
  const files = [...inFolders, ...FILES.filter((file) => existsSync(path.join(root, file)))];
  for (const file of files.filter((name) => !UNUSED.test(name)).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function nextBuild(root: string, builds: string): Promise<void> {
  const log = path.join(builds, 'build.log');
  const output = createWriteStream(log);
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => output.end(resolve));
  if (code !== 0) {
    throw new Error(`${words('buildFailed', { log })}\n${readFileSync(log, 'utf8').slice(-3_000)}`);
  }
}
