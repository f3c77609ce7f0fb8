import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '@/scripts/db/cluster';
import { ensureBuild } from '@/scripts/up/build';
import { until } from '../until';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A worker in a process of its own: the built console in the role of a worker, as an orchestrator starts it. */
export interface WorkerProcess {
  output(): string;
  /** Resolves once it takes work. */
  ready(): Promise<void>;
  /** What it said of weight about this step: a call failed and is tried again, or the step failed. */
  complaintsAbout(stepId: string): string[];
  /** When its last line was written, by its own clock. */
  lastSaidMs(): number;
  hasEnded(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** Resolves once it has ended by itself. */
  ended(): Promise<void>;
  /** kill -9, until it is gone. */
  kill(): Promise<void>;
}

/** A test that runs out of time must leave nothing behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

let build: Promise<string> | undefined;

/** `preload`: a module that the process loads before everything else. */
export async function startWorkerProcess(env: Record<string, string> = {}, preload?: string): Promise<WorkerProcess> {
  build ??= ensureBuild(ROOT);
  const server = { NODE_ENV: 'production', NEXT_MANUAL_SIG_HANDLE: 'true', HOSTNAME: '127.0.0.1' } as const;
  const child = spawn(process.execPath, [...(preload ? ['--import', preload] : []), 'server.js'], {
    cwd: await build,
    env: {
      ...process.env,
      ...server,
      PORT: String(await freePort()),
      REPLI_ROLE: 'worker',
      REPLI_LOG_LEVEL: 'debug',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    output: () => output,
    hasEnded,
    lastSaidMs: () => Date.parse(output.match(/"time":"([^"]+)"(?!.*"time":")/s)?.[1] ?? ''),
    complaintsAbout: (stepId) =>
      output.split('\n').filter((line) => line.includes(stepId) && /"level":[45]0/.test(line)),
    async ready() {
      await until('a worker that is ready', async () => {
        if (hasEnded()) throw new Error(`the worker ended:\n${output}`);
        return output.includes('worker ready');
      });
    },
    signal: (signal) => void child.kill(signal),
    ended: async () => void (hasEnded() || (await once(child, 'exit'))),
    async kill() {
      if (hasEnded()) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
