import { createHash } from 'node:crypto';
import path from 'node:path';
import { normaliseRemote } from './remote';

/** Where one remote's cache lives on the disk. */
export interface Place {
  /** The provider's own directory, shared by all remotes. */
  shared: string;
  /** This remote's directory; its lock file stands beside the clone. */
  root: string;
  /** A bare clone, written by fetch only. */
  clone: string;
  /** Throw-away directories: a repository for a revert, a key for one call. */
  scratch: string;
}

export function placeOf(cacheDir: string, remote: string): Place {
  const shared = path.resolve(cacheDir);
  const root = path.join(shared, createHash('sha256').update(normaliseRemote(remote)).digest('hex').slice(0, 32));
  return { shared, root, clone: path.join(root, 'clone.git'), scratch: path.join(root, 'scratch') };
}
