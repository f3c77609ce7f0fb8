import path from 'node:path';
import { z } from 'zod';
import { pattern } from '@/lib/net/pattern';
import { parseReference, shellExpansion } from '@/lib/net/reference';
import { quote, quoteWithExpansion } from '@/lib/net/shell';

const noNul = (value: string) => !value.includes('\0');

const word = z
  .string()
  .max(4_000)
  .refine(noNul, { error: 'no NUL character' })
  .refine((value) => parseReference(value) === null, {
    error: 'a secret goes into env: arguments can be read by everyone on the machine',
  });

const exitCode = z.number().int().min(0).max(255);

export const commandConfigSchema = z.strictObject({
  /** The program and its arguments, one by one: no shell reads them. */
  argv: z
    .array(word)
    .min(1)
    .max(100)
    .refine(([program]) => program !== '', { error: 'the program to run comes first' }),
  /** Where it runs. */
  cwd: z
    .string()
    .max(1_000)
    .refine((value) => path.isAbsolute(value) && noNul(value), { error: 'an absolute path' }),
  /** Beside PATH, HOME, LANG and TMPDIR it is given these and no others. Secrets are references: `env:NAME`. */
  env: z
    .record(
      z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'a name of letters, digits and _' }),
      z.string().max(4_000).refine(noNul),
    )
    .default({}),
  exitCode: z.union([exitCode, z.array(exitCode).min(1)]).default(0),
  /** Source of a regular expression (flags m and u), looked for in the last 64 KiB of the output. */
  pattern: pattern.optional(),
  /** The service's stability interval must be as long: a look that takes longer is interrupted. */
  timeoutMs: z.number().int().min(100).max(120_000).default(60_000),
});
export type CommandConfig = z.output<typeof commandConfigSchema>;

/** The exit codes that are expected, as a list. */
export function wantedCodes(config: CommandConfig): number[] {
  return Array.isArray(config.exitCode) ? config.exitCode : [config.exitCode];
}

/** The same as a person would type it, secrets as `$NAME`. */
export function shellCommand({ argv, cwd, env }: CommandConfig): string {
  const settings = Object.entries(env).map(([name, value]) => {
    const parsed = parseReference(value);
    return `${name}=${parsed ? quoteWithExpansion(parsed.prefix, shellExpansion(parsed.reference)) : quote(value)}`;
  });
  return `cd ${quote(cwd)} && ${[...settings, ...argv.map(quote)].join(' ')}`;
}

/** What is expected, in signs that read the same in every language. */
export function expectedText(config: CommandConfig): string {
  return [
    `exit ${wantedCodes(config).join(' / ')}`,
    config.pattern && `/${config.pattern}/`,
    `≤ ${config.timeoutMs / 1_000} s`,
  ]
    .filter(Boolean)
    .join(' · ');
}
