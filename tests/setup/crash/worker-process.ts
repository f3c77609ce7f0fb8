import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { until } from '../until';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A worker in a process of its own, as `npm run worker` starts it. */
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

/** `preload`: a module that the process loads before everything else. */
export function startWorkerProcess(env: Record<string, string> = {}, preload?: string): WorkerProcess {
  const imports = ['--import', 'tsx', ...(preload ? ['--import', preload] : [])];
  const child = spawn(process.execPath, [...imports, 'scripts/worker.ts'], {
    cwd: ROOT,
    env: { ...process.env, REPLI_LOG_LEVEL: 'debug', ...env },
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
