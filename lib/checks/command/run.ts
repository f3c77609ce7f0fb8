import { execa } from 'execa';
import { endGroupOn } from '@/lib/net/process-group';

/** What is kept of the output: its end, where programs say what went wrong. */
const KEPT_BYTES = 64 * 1024;

export interface CommandRun {
  /** Absent when a signal ended it. */
  exitCode: number | undefined;
  /** The signal that ended it, where one did. */
  killedBy: string | undefined;
  /** The system's word for why it could not be started, such as ENOENT. */
  startError: string | undefined;
  /** The end of both outputs as they came, from the start of a line. */
  output: string;
}

/**
 * Runs a program with an argument array and waits until it and all that holds its outputs have ended, or until the
 * signal, which ends its whole process group.
 */
export async function runCommand(
  argv: readonly string[],
  { cwd, env, signal }: { cwd: string; env: Record<string, string>; signal: AbortSignal },
): Promise<CommandRun> {
  signal.throwIfAborted();
  const [program = '', ...args] = argv;
  const child = execa(program, args, {
    cwd,
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    all: true,
    buffer: false,
    encoding: 'buffer',
    // A group of its own, so that what it started ends with it.
    detached: true,
  });
  const tail = keepTail(child.all);
  const ended = endGroupOn(signal, child.pid);
  try {
    const { exitCode, signal: killedBy, code } = await child;
    return {
      exitCode,
      killedBy,
      startError: exitCode === undefined && !killedBy ? (code ?? 'unknown') : undefined,
      output: tail(),
    };
  } finally {
    ended();
  }
}

/** Keeps the end of a stream. A line that was cut at its start is left out: it may be half a secret. */
function keepTail(stream: NodeJS.ReadableStream | undefined): () => string {
  let kept = Buffer.alloc(0);
  let isCut = false;
  stream?.on('data', (chunk: Buffer) => {
    const whole = Buffer.concat([kept, chunk]);
    isCut ||= whole.length > KEPT_BYTES;
    kept = whole.subarray(-KEPT_BYTES);
  });
  return () => {
    const text = kept.toString('utf8');
    return isCut ? text.slice(text.indexOf('\n') + 1) : text;
  };
}
