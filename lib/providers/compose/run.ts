import { type ProgramRun, runProgram } from '@/lib/net/run-program';
import { ProviderError } from '../error';

export interface RunOptions {
  cwd: string;
  env: Record<string, string>;
  signal: AbortSignal;
  timeoutMs: number;
}

/**
 * Runs a program to its end. Errors: ProviderError `timeout` when the deadline passed or the signal ended it, `failed`
 * when it is not installed; a non-zero exit is the caller's to judge.
 */
export async function run(
  program: string,
  args: readonly string[],
  { timeoutMs, ...options }: RunOptions,
): Promise<ProgramRun> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)]);
  const what = `${program.split('/').at(-1)} ${args.find((arg) => !arg.startsWith('-')) ?? ''}`.trim();
  const result = await runProgram(program, args, { ...options, signal }).catch((error: unknown) => {
    throw signal.aborted ? stopped(what, signal) : error;
  });
  if (result.startError === undefined) return result;
  throw new ProviderError(
    'failed',
    `${program} could not be started (${result.startError}): install it where the console runs, or correct the program and the directory in the catalogue.`,
  );
}

function stopped(what: string, { reason }: AbortSignal): ProviderError {
  const late = reason instanceof Error && reason.name === 'TimeoutError';
  const fate = late ? 'did not answer before its deadline' : 'was stopped before it ended';
  const next = late ? 'try again, and look at the Docker host if it persists' : 'start it again when you are ready';
  return new ProviderError('timeout', `${what} ${fate}: ${next}.`, { cause: reason });
}
