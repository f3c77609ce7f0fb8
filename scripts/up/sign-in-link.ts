import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { RUN_PROGRAM } from '@/lib/run-program';
import { words } from './words';

/** Asks a process of its own, so that the database client does not stay in the memory of `up`. */
export async function signInLink(root: string, env: NodeJS.ProcessEnv): Promise<string> {
  const args = [RUN_PROGRAM, 'scripts/up/print-sign-in-link.ts'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    return stdout.trim();
  } catch (cause) {
    throw new Error(`${words('linkFailed')} ${(cause as { stderr?: string }).stderr ?? cause}`, { cause });
  }
}
