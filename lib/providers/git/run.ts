import { execa } from 'execa';
import { endGroupOn } from '@/lib/net/process-group';
import { ProviderError } from '../error';

/** Enough for 100,000 lines of `rev-list`; a reply beyond it is cut, never held in memory. */
const MAX_OUTPUT = 8 * 1024 * 1024;

export interface GitRun {
  stdout: string;
  stderr: string;
  exitCode: number;
  /** The output was longer than `maxOutput` and was cut there. */
  cut: boolean;
}

export interface RunOptions {
  cwd: string;
  /** The whole environment: nothing is inherited. */
  env: Record<string, string>;
  signal: AbortSignal;
  timeoutMs: number;
  input?: string;
  maxOutput?: number;
}

/**
 * Runs git with an argument array and waits for it. Errors: ProviderError `timeout` when the deadline passed or the
 * signal ended it, `failed` when git is not installed; a non-zero exit is the caller's to judge.
 */
export async function runGit(args: readonly string[], options: RunOptions): Promise<GitRun> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  if (signal.aborted) throw stopped(args, options, deadline);
  const child = execa('git', args, {
    cwd: options.cwd,
    env: options.env,
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: options.maxOutput ?? MAX_OUTPUT,
    // A group of its own, so that ssh and git-remote-https, which hold our pipes open, end with it.
    detached: true,
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
  });
  const ended = endGroupOn(signal, child.pid);
  try {
    const result = await child;
    if (signal.aborted) throw stopped(args, options, deadline);
    if (result.code === 'ENOENT') {
      throw new ProviderError('failed', 'git was not found where the console runs: install git 2.31 or later.');
    }
    const { stdout, stderr, isMaxBuffer } = result;
    return { stdout: String(stdout), stderr: String(stderr), exitCode: result.exitCode ?? -1, cut: isMaxBuffer };
  } finally {
    ended();
  }
}

function stopped(args: readonly string[], options: RunOptions, deadline: AbortSignal): ProviderError {
  const reason: unknown = options.signal.aborted ? options.signal.reason : deadline.reason;
  const late = reason instanceof Error && reason.name === 'TimeoutError';
  const what = late ? 'did not answer before its deadline' : 'was stopped before it ended';
  const next = late ? 'try again, and look at the network if it persists' : 'start it again when you are ready';
  return new ProviderError('timeout', `git ${args[0] ?? ''} ${what}: ${next}.`, { cause: reason });
}
