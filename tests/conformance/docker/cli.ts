import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEADLINE_MS = 60_000;

/** A call of a person's own command line, in the environment of the tests. Answers with its output; throws with its words. */
export async function cli(program: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { stdout } = await run(program, args, { timeout: DEADLINE_MS, ...options });
  return stdout.trim();
}

export const docker = (...args: string[]): Promise<string> => cli('docker', args);

/** The lines of an output, without empty ones. */
export const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);

let found: Promise<string[]> | undefined;

/** Whatever this machine has of compose: version 2 as docker's plugin, or 1.29. */
export function composeWords(): Promise<string[]> {
  found ??= docker('compose', 'version', '--short').then(
    () => ['docker', 'compose'],
    () => cli('docker-compose', ['version', '--short']).then(() => ['docker-compose']),
  );
  return found;
}
