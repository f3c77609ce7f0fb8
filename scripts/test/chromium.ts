import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { canInstallPackages, installPackages } from './packages';
import { runTool } from './run';

const ON_PATH = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const CONNECT_WITHIN_MS = 10_000;

/** A Chromium that is here already: the one asked for, Playwright's own, or the machine's. Null when there is none. */
export function presentChromium(): string | null {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => ON_PATH.map((name) => path.join(folder, name)));
  return (
    [process.env.REPLI_CHROMIUM, chromium.executablePath(), ...onPath, ...ELSEWHERE].find(
      (file) => file && works(file),
    ) ?? null
  );
}

/** As above, but downloads Playwright's own first, and installs Debian's package as a last resort. Throws with what to do. */
export async function ensureChromium(root: string): Promise<string> {
  const own = chromium.executablePath();
  if (!process.env.REPLI_CHROMIUM && !works(own)) await download(root);
  const present = presentChromium();
  if (present) return present;
  // The shell has no window, no toolbar and none of their processes.
  for (const name of canInstallPackages() ? ['chromium-headless-shell', 'chromium'] : []) {
    installPackages([name]);
    const installed = presentChromium();
    if (installed) return installed;
  }
  throw new Error(
    'There is no Chromium for the browser tests. Install one, or name it: REPLI_CHROMIUM=/path/to/chromium npm test',
  );
}

/** A browser whose libraries are missing is as good as none. */
function works(file: string): boolean {
  return existsSync(file) && spawnSync(file, ['--version', '--no-sandbox'], { timeout: 20_000 }).status === 0;
}

async function download(root: string): Promise<void> {
  process.stdout.write('Looking for a Chromium to download.\n');
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(CONNECT_WITHIN_MS) };
  await runTool(root, '@playwright/test/cli.js', ['install', 'chromium'], env);
}
