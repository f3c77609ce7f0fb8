import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 180_000;
/** Those that run side by side look for a free port from different ones on, so that none takes another's while it restarts. */
const FIRST_PORT = 3_100 + 100 * Number(process.env.TEST_PARALLEL_INDEX ?? process.env.VITEST_POOL_ID ?? 0);

/** A Repli of its own, started by the very command that people use. */
export interface RunningRepli {
  url: string;
  /** Signs the first administrator in, once. */
  signInLink: string;
  /** The process behind `npm run up`; its children are recorded in `<dataDir>/up.json`. */
  process: ChildProcess;
  output(): string;
  /** Ctrl-C; resolves with the exit code and how long it took. */
  stop(): Promise<{ code: number | null; tookMs: number }>;
}

export interface StartOptions {
  /** Absolute; two running ones must not share it. */
  dataDir: string;
  lab: boolean;
  env?: Record<string, string>;
}

/** Starts Repli and waits for its sign-in link. Throws with all of its output when there is none. */
export async function startRepli({ dataDir, lab, env = {} }: StartOptions): Promise<RunningRepli> {
  const args = [path.join(ROOT, 'scripts/up.mjs'), ...(lab ? [] : ['--no-lab'])];
  const child = spawn(process.execPath, args, {
    cwd: path.dirname(dataDir),
    env: { ...process.env, PORT: String(FIRST_PORT), LC_ALL: 'C', ...env, REPLI_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const signInLink = await linkIn(child, () => output, ended);
  return {
    url: new URL(signInLink).origin,
    signInLink,
    process: child,
    output: () => output,
    async stop() {
      const began = performance.now();
      child.kill('SIGINT');
      return { code: await ended, tookMs: performance.now() - began };
    },
  };
}

async function linkIn(child: ChildProcess, output: () => string, ended: Promise<unknown>): Promise<string> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline && !over; ) {
    const link = /^ {2}(https?:\/\/\S+)$/m.exec(output())?.[1];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGTERM');
  throw new Error(`Repli did not start:\n${output()}`);
}
