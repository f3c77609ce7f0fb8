import type { ProgramRun } from '@/lib/net/run-program';
import type { Credentials } from '../contract';
import { ProviderError } from '../error';
import type { Mask } from '../mask';
import { withAccess } from './access';
import { classify } from './classify';
import type { ComposeConfig } from './config';
import { run } from './run';

export interface ComposeCommand {
  words: string[];
  major: number;
}

/** All that one connection needs to talk to its Docker host. stderr is masked. */
export interface Docker {
  config: ComposeConfig;
  mask: Mask;
  /** For sentences. */
  hostName: string;
  /** Standard output. Throws ProviderError on any failure. */
  docker(args: readonly string[], call: Call): Promise<string>;
  /** The same without judging the exit code. */
  tryDocker(args: readonly string[], call: Call): Promise<ProgramRun>;
  /** A call of compose on the configured project. */
  tryCompose(args: readonly string[], call: Call): Promise<ProgramRun>;
  composeCommand(signal: AbortSignal): Promise<ComposeCommand>;
}

export interface Call {
  signal: AbortSignal;
  timeoutMs?: number;
}

export function createDocker(config: ComposeConfig, credentials: Credentials, mask: Mask): Docker {
  const hostName = config.host ?? 'this machine';
  const call = (program: string, args: readonly string[], { signal, timeoutMs }: Call) =>
    withAccess(config, credentials, async (env) => {
      const limitMs = timeoutMs ?? config.timeoutSeconds * 1_000;
      const result = await run(program, args, { cwd: config.directory, env, signal, timeoutMs: limitMs });
      return { ...result, stderr: mask.text(result.stderr) };
    });
  let known: ComposeCommand | undefined;
  const composeCommand = async (signal: AbortSignal): Promise<ComposeCommand> => {
    known ??= await detectCompose(config, (program, args) => call(program, args, { signal }));
    return known;
  };
  const tryDocker: Docker['tryDocker'] = (args, options) => call(config.docker, args, options);
  return {
    config,
    mask,
    hostName,
    tryDocker,
    async docker(args, options) {
      const { stdout, stderr, exitCode } = await tryDocker(args, options);
      if (exitCode !== 0) throw classify(`docker ${args.slice(0, 2).join(' ')}`, hostName, stderr);
      return stdout;
    },
    async tryCompose(args, options) {
      const [program = '', ...words] = (await composeCommand(options.signal)).words;
      return call(program, [...words, ...projectOptions(config), ...args], options);
    },
    composeCommand,
  };
}

/** The options that name the project, as in a deployment: every file, profile and the env file. */
export function projectOptions({ files, profiles, envFile, projectName }: ComposeConfig): string[] {
  return [
    ...files.flatMap((file) => ['--file', file]),
    ...profiles.flatMap((profile) => ['--profile', profile]),
    ...(envFile === undefined ? [] : ['--env-file', envFile]),
    ...(projectName === undefined ? [] : ['--project-name', projectName]),
  ];
}

async function detectCompose(
  config: ComposeConfig,
  call: (program: string, args: string[]) => Promise<ProgramRun>,
): Promise<ComposeCommand> {
  const candidates = config.composeCommand ? [config.composeCommand] : [[config.docker, 'compose'], ['docker-compose']];
  for (const words of candidates) {
    const [program = '', ...rest] = words;
    const { stdout, exitCode } = await call(program, [...rest, 'version', '--short']).catch(notInstalled);
    const major = /^v?(\d+)\./.exec(stdout.trim())?.[1];
    if (exitCode === 0 && major !== undefined) return { words, major: Number(major) };
  }
  throw new ProviderError(
    'failed',
    `${candidates.map((words) => words.join(' ')).join(' and ')} did not answer: install Docker Compose where the console runs, or correct composeCommand.`,
  );
}

function notInstalled(error: unknown): ProgramRun {
  if (error instanceof ProviderError && error.code === 'failed')
    return { stdout: '', stderr: '', exitCode: -1, startError: undefined };
  throw error;
}
