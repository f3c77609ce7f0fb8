import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const TICK_MS = 10_000;

/** Installs what package-lock.json names, if node_modules does not hold exactly that. Throws with what to do. */
export async function ensureDependencies(root) {
  if (isInstalled(root)) return;
  process.stdout.write('Installing packages. The first time takes about a minute.\n');
  const started = Date.now();
  const ticker = setInterval(() => {
    process.stdout.write(`  still installing, ${Math.round((Date.now() - started) / 1000)} s\n`);
  }, TICK_MS);
  try {
    await npmCi(root);
  } finally {
    clearInterval(ticker);
  }
}

/** npm keeps a copy of what it installed in node_modules; it is written last, so an interrupted install has none. */
export function isInstalled(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  const same = (name) => present[name]?.version === wanted[name]?.version;
  const missing = Object.keys(wanted).filter((name) => name && !same(name) && !isOptional(wanted[name]));
  const stray = Object.keys(present).filter((name) => !same(name));
  return missing.length === 0 && stray.length === 0;
}

/** Builds for other systems, and what only they need. */
function isOptional({ optional, devOptional, peer }) {
  return Boolean(optional || devOptional || peer);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

function npmCi(root) {
  // Inside `npm run` the running npm is known by its path; else the one on PATH is taken.
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [program, ...before] = npm;
  const args = [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (cause) =>
      reject(new Error(`npm could not be started: ${cause.message}. Install Node with npm.`)),
    );
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            'Packages could not be installed; npm says why above. Check the network and the disk, then run the same command again.',
          ),
        );
    });
  });
}
