import { createHash } from 'node:crypto';
import path from 'node:path';
import { withoutInlineSecrets } from '@/lib/net/inline-secrets';
import { parseReference } from '@/lib/net/reference';
import { type ProgramRun, runProgram } from '@/lib/net/run-program';
import { quote } from '@/lib/net/shell';
import type { ConnectContext, Credentials } from '../contract';
import { ProviderError } from '../error';
import type { Mask } from '../mask';
import type { MigrationCommandsConfig } from './config';
import { commandFailure } from './failure';

/** What most programs need to find themselves and others; everything else of the worker's environment stays out. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TMPDIR'];
/** Passwords below this are too common to be hidden without garbling names. */
const SHORTEST_HIDDEN = 8;

/** The configured commands, and the place on this machine where their callers find out about each other. */
export interface Tool {
  config: MigrationCommandsConfig;
  credentials: Credentials;
  /** Directory of the console's own for locks and marks, made on demand. */
  cacheDir: string;
  /** Stem of the files there, for what these commands change. */
  stem: string;
  /** What the status printed. Errors: those of `commandFailure`, `timeout`. */
  status(signal: AbortSignal): Promise<string>;
  /**
   * Runs a command that changes the database, and answers all that it printed. No signal cuts it, as half a migration is
   * worse than a late one: its own deadline alone ends it. `begun` is told its process id. Errors: as above.
   */
  change(argv: readonly string[], begun: (pid: number) => Promise<void>): Promise<string>;
}

export function createTool(config: MigrationCommandsConfig, context: ConnectContext, mask: Mask): Tool {
  const hidden = (text: string) => withoutInlineSecrets(mask.text(text));
  const environment = async () => {
    const env: Record<string, string> = {};
    for (const name of PASSED_ON) if (process.env[name] !== undefined) env[name] = process.env[name];
    for (const [name, value] of Object.entries(config.variables))
      env[name] = parseReference(value)?.prefix === '' ? await secretOf(context.credentials, value, mask) : value;
    return env;
  };
  const call = async (argv: readonly string[], signal: AbortSignal, begun?: (pid: number) => Promise<void>) => {
    const [program = '', ...args] = argv;
    const what = argv.map(quote).join(' ').slice(0, 200);
    const options = { cwd: config.directory, env: await environment(), signal, begun };
    const run = await runProgram(program, args, options).catch((error: unknown) => {
      throw signal.aborted ? stopped(what, signal) : error;
    });
    return outputOf(what, config.directory, run, hidden);
  };
  return {
    config,
    credentials: context.credentials,
    cacheDir: context.cacheDir,
    stem: createHash('sha256').update(resourceKey(config)).digest('hex').slice(0, 16),
    status: (outer) =>
      call(config.status.command, AbortSignal.any([outer, AbortSignal.timeout(config.timeoutSeconds * 1_000)])),
    change: (argv, begun) => call(argv, AbortSignal.timeout(config.changeTimeoutSeconds * 1_000), begun),
  };
}

export const resourceKey = ({ directory }: MigrationCommandsConfig): string => path.resolve(directory);

/** Programs show of an address the password alone. */
async function secretOf(credentials: Credentials, reference: string, mask: Mask): Promise<string> {
  const value = await credentials.resolve(reference);
  const password = URL.canParse(value) ? new URL(value).password : '';
  for (const form of [password, decodeURIComponent(password)]) if (form.length >= SHORTEST_HIDDEN) mask.add(form);
  return value;
}

function outputOf(what: string, directory: string, run: ProgramRun, hidden: (text: string) => string): string {
  if (run.startError !== undefined)
    throw new ProviderError(
      'failed',
      `${what} could not be started in ${directory} (${run.startError}): install it where the console runs, or correct the command and the directory in the catalogue.`,
    );
  if (run.exitCode === 0) return hidden(run.stdout);
  throw commandFailure(what, run.exitCode, hidden(`${run.stdout}\n${run.stderr}`));
}

function stopped(what: string, { reason }: AbortSignal): ProviderError {
  const late = reason instanceof Error && reason.name === 'TimeoutError';
  const fate = late ? 'did not end before its deadline and was ended' : 'was stopped before it ended';
  return new ProviderError('timeout', `${what} ${fate}: Repli reads the status again before anything else is run.`, {
    cause: reason,
  });
}
