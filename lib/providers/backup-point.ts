import { z } from 'zod';
import { parseReference } from '@/lib/net/reference';
import { runProgram } from '@/lib/net/run-program';
import type { Credentials } from './contract';
import { ProviderError } from './error';

/** Below the 60 seconds that a run gives a checkpoint. */
const TIMEOUT_MS = 50_000;
const SHOWN = 300;
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];

/** What brings the data back when a migration was taken back wrongly. */
export const backupPoint = z.object({
  /** What people look for when they need it: a snapshot, a point in time, a file. */
  name: z.string().trim().min(1).max(300),
  /** Makes it: program and arguments, run before anything is taken back, with REPLI_KEY in its environment. */
  command: z.array(z.string().min(1).max(1_000)).min(1).max(50).optional(),
  /** Environment of the command: secrets as references, other values as they are. */
  variables: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().max(2_000)).default({}),
});
export type BackupPoint = z.output<typeof backupPoint>;

/**
 * Makes the backup point where a command does that, and says what it is. Errors: ProviderError `failed` when the command
 * does not end well: nothing is taken back then, `timeout`.
 */
export async function takeBackup(
  backup: BackupPoint | undefined,
  credentials: Credentials,
  key: string,
  outer: AbortSignal,
): Promise<string> {
  if (!backup?.command) return `${backup?.name ?? 'none'} (not made by Repli)`;
  const [program = '', ...args] = backup.command;
  const env: Record<string, string> = { REPLI_KEY: key };
  for (const name of PASSED_ON) env[name] = process.env[name] ?? '';
  for (const [name, value] of Object.entries(backup.variables))
    env[name] = parseReference(value)?.prefix === '' ? await credentials.resolve(value) : value;
  const signal = AbortSignal.any([outer, AbortSignal.timeout(TIMEOUT_MS)]);
  const run = await runProgram(program, args, { env, signal }).catch((cause: unknown) => {
    throw new ProviderError('timeout', `The command that makes the backup point did not end in time: ${backup.name}.`, {
      cause,
    });
  });
  const said = lastLine(run.stdout) || lastLine(run.stderr);
  if (run.exitCode === 0) return `${backup.name}: ${said || 'made'}`;
  const why = run.startError ?? `exit ${run.exitCode}${said && `, ${said}`}`;
  throw new ProviderError(
    'failed',
    `The backup point could not be made (${program}: ${why}), so nothing was taken back: correct the command, then try again.`,
  );
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1)?.slice(0, SHOWN) ?? '';
