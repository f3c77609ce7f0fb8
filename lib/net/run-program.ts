import { execa } from 'execa';
import { endGroupOn } from './process-group';

/** Far beyond what is asked for; an output beyond it is cut, never held in memory. */
const MAX_OUTPUT = 8 * 1024 * 1024;

export interface ProgramRun {
  stdout: string;
  stderr: string;
  /** -1 when a signal ended it or it could not be started. */
  exitCode: number;
  /** The system's word for why it could not be started, such as ENOENT. */
  startError: string | undefined;
}

/**
 * Runs a program with an argument array and waits for it. The signal ends its whole process group, with what it
 * started, and then throws its reason.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  /** `env` is the whole environment: nothing is inherited. */
  {
    cwd,
    env,
    signal,
    begun,
  }: {
    cwd?: string;
    env: Record<string, string>;
    signal: AbortSignal;
    /** Told the process id, which is that of its group, as soon as there is one. */
    begun?: ((pid: number) => Promise<void>) | undefined;
  },
): Promise<ProgramRun> {
  signal.throwIfAborted();
  const child = execa(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    maxBuffer: MAX_OUTPUT,
    // A group of its own: what it starts holds our pipes open and must end with it.
    detached: true,
  });
  const ended = endGroupOn(signal, child.pid);
  try {
    if (child.pid !== undefined) await begun?.(child.pid);
    const { stdout, stderr, exitCode, signal: killedBy, code } = await child;
    signal.throwIfAborted();
    const startError = exitCode === undefined && !killedBy ? (code ?? 'unknown') : undefined;
    return { stdout, stderr, exitCode: exitCode ?? -1, startError };
  } finally {
    ended();
  }
}
