import type { Credentials } from '../contract';
import type { Mask } from '../mask';
import { type Access, withAccess } from './access';
import { classify } from './classify';
import type { GitConfig } from './config';
import { gitEnvironment } from './environment';
import type { Place } from './place';
import { normaliseRemote } from './remote';
import { type GitRun, runGit } from './run';

export interface CallSettings {
  signal: AbortSignal;
  /** The repository to work in; the cached clone by default. */
  gitDir?: string;
  env?: Record<string, string>;
  input?: string;
  maxOutput?: number;
  timeoutMs?: number;
}

/** All that one connection needs to talk to its remote through git. */
export interface Git {
  config: GitConfig;
  place: Place;
  clock: () => Date;
  mask: Mask;
  /** `host/path`, for sentences. */
  name: string;
  /** Standard output of a call that touches only this machine. Throws ProviderError on any failure. */
  local(args: readonly string[], settings: CallSettings): Promise<string>;
  /** The same without judging the exit code; stderr is masked. */
  tryLocal(args: readonly string[], settings: CallSettings): Promise<GitRun>;
  /** A call to the remote, with the credentials; not judged, stderr masked. */
  tryRemote(args: readonly string[], settings: CallSettings): Promise<GitRun>;
}

/** A call that touches only the disk; a hung one means a hung disk. */
const LOCAL_TIMEOUT_MS = 60_000;

export function createGit(
  config: GitConfig,
  context: { clock: () => Date; credentials: Credentials; mask: Mask; place: Place },
): Git {
  const { place, mask } = context;
  const name = normaliseRemote(config.remote);
  const run = async (args: readonly string[], settings: CallSettings, access: Access, timeoutMs: number) => {
    const result = await runGit(args, {
      cwd: place.root,
      env: gitEnvironment(access.settings, {
        GIT_DIR: settings.gitDir ?? place.clone,
        HOME: place.shared,
        ...access.env,
        ...settings.env,
      }),
      signal: settings.signal,
      timeoutMs: settings.timeoutMs ?? timeoutMs,
      ...(settings.input === undefined ? {} : { input: settings.input }),
      ...(settings.maxOutput === undefined ? {} : { maxOutput: settings.maxOutput }),
    });
    return { ...result, stderr: mask.text(result.stderr) };
  };
  const tryLocal = (args: readonly string[], settings: CallSettings) =>
    run(args, settings, { settings: [], env: {} }, LOCAL_TIMEOUT_MS);
  return {
    config,
    place,
    clock: context.clock,
    mask,
    name,
    tryLocal,
    async local(args, settings) {
      const result = await tryLocal(args, settings);
      if (result.exitCode !== 0) throw classify(args[0] ?? '', `the copy of ${name}`, result.stderr);
      return result.stdout;
    },
    tryRemote: (args, settings) =>
      withAccess(config, place, context.credentials, (access) =>
        run(args, settings, access, config.timeoutSeconds * 1_000),
      ),
  };
}
