import { execa } from 'execa';

const DEADLINE_MS = 30_000;

/** The machine's own git settings (hooks, signing, templates) would make the lab differ from desk to desk. */
const SETTINGS = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

export interface GitOptions {
  cwd: string;
  env?: Record<string, string>;
  /** Standard input. */
  input?: string;
}

/** Runs git with an argument array and answers with its output, trimmed. Throws execa's error when it fails. */
export async function git(args: string[], { cwd, env = {}, input = '' }: GitOptions): Promise<string> {
  const { stdout } = await execa('git', args, {
    cwd,
    // Only what is listed: a GIT_DIR of the caller's would lead every command to another repository.
    extendEnv: false,
    env: { PATH: process.env.PATH ?? '', ...SETTINGS, ...env },
    input,
    timeout: DEADLINE_MS,
  });
  return stdout.trim();
}
