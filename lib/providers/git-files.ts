import type { ConnectContext } from './contract';
import { ProviderError } from './error';
import { refresh } from './git/cache';
import { gitConfig } from './git/config';
import { createGit, type Git } from './git/git';
import { short } from './git/history';
import { placeOf } from './git/place';
import { createMask } from './mask';

/** What reading a repository needs of the settings of the git provider. */
export const gitFilesShape = gitConfig.pick({
  remote: true,
  branch: true,
  deployedRef: true,
  credentials: true,
  timeoutSeconds: true,
}).shape;
type GitFilesConfig = Pick<ReturnType<typeof gitConfig.parse>, keyof typeof gitFilesShape>;

/** A repository as it is at one commit. */
export interface GitFiles {
  commit: string;
  /** The repository and the commit, for sentences. */
  name: string;
  /** Paths of all files below a folder. */
  list(folder: string, signal: AbortSignal): Promise<string[]>;
  /** Errors: ProviderError `not_found`. */
  read(path: string, signal: AbortSignal): Promise<string>;
}

/** What people call a commit: its digits, a tag or a branch; a version may have lost the v of its tag. */
const NAME = /^[\w][\w./-]{0,199}$/;

/**
 * A repository at the commit that `ref` names, or at the deployed one; null when nothing there is called so. The copy is
 * kept as the git provider keeps its own. Errors: those of `refresh`.
 */
export async function gitFiles(
  config: GitFilesConfig,
  { clock, credentials, cacheDir }: ConnectContext,
  ref: string | null,
  signal: AbortSignal,
): Promise<GitFiles | null> {
  const whole = gitConfig.parse(config);
  const git = createGit(whole, { clock, credentials, mask: createMask(), place: placeOf(cacheDir, whole.remote) });
  const heads = await refresh(git, signal);
  const commit = ref === null ? heads.deployed : await commitOf(git, ref, signal);
  if (commit === null) return null;
  const name = `${git.name} at ${short(commit)}`;
  return {
    commit,
    name,
    async list(folder, listing) {
      const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit, '--', folder];
      return (await git.local(args, { signal: listing })).split('\0').filter(Boolean);
    },
    async read(path, reading) {
      const found = await git.tryLocal(['cat-file', 'blob', `${commit}:${path}`], { signal: reading });
      if (found.exitCode === 0) return found.stdout;
      throw new ProviderError('not_found', `${name} has no file ${path}: correct the folder in the catalogue.`);
    },
  };
}

async function commitOf(git: Git, ref: string, signal: AbortSignal): Promise<string | null> {
  if (!NAME.test(ref) || ref.includes('..')) return null;
  const isDigits = /^[0-9a-f]{7,64}$/.test(ref);
  const candidates = [...(isDigits ? [ref] : []), `refs/tags/${ref}`, `refs/tags/v${ref}`, `refs/heads/${ref}`];
  for (const candidate of candidates) {
    const found = await git.tryLocal(['rev-parse', '--verify', '--quiet', `${candidate}^{commit}`], { signal });
    if (found.exitCode === 0) return found.stdout.trim();
  }
  return null;
}
