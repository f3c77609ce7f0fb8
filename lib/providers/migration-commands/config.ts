import path from 'node:path';
import { z } from 'zod';
import { pattern } from '@/lib/net/pattern';
import { parseReference } from '@/lib/net/reference';
import { backupPoint } from '../backup-point';

const word = z
  .string()
  .max(1_000)
  .refine((value) => !value.includes('\0') && parseReference(value) === null, {
    error: 'A secret goes into variables: arguments can be read by everyone on the machine',
  });

/** Program and arguments, one by one: no shell reads them. */
const command = z
  .array(word)
  .min(1)
  .max(50)
  .refine(([program]) => program !== '', { error: 'The program to run comes first' });

/** In a command: the migration that is taken back, or applied again, by this call. */
export const MIGRATION = '{migration}';
/** In a command: the migration that the whole plan leads to. */
export const TARGET = '{target}';

export const names = (argv: readonly string[], place: string): boolean => argv.some((arg) => arg.includes(place));

/** Above it the queue would take the job for dead. */
const MOST_CHANGE_SECONDS = 240;

export const migrationCommandsConfig = z
  .object({
    /** Where the commands run. */
    directory: z.string().max(1_000).refine(path.isAbsolute, { error: 'Expected an absolute path' }),
    status: z.object({
      /** Says which migrations are applied; changes nothing. */
      command,
      read: z.discriminatedUnion('kind', [
        /** A JSON list of the names that are applied, newest last; at `path` (`result.applied`) where it is not the whole. */
        z.object({ kind: z.literal('json'), path: z.string().max(200).optional() }),
        /** Each match is one applied migration; its first group, or all of it, is the name. `^` and `$` are those of a line. */
        z.object({
          kind: z.literal('pattern'),
          pattern,
          order: z.enum(['newest-last', 'newest-first']).default('newest-last'),
        }),
        /** Shown to people as it is: then all that is offered is to take one back. */
        z.object({ kind: z.literal('raw') }),
      ]),
    }),
    /** Takes migrations back: `{migration}` (this one), `{target}` (all that came after it), or one at a time by itself. */
    down: command,
    /** Applies them again, for the way back; the same places. Without it, nothing leads back by itself. */
    up: command.optional(),
    /** Environment of the commands, beside PATH, HOME, LANG and TMPDIR: secrets as references, other values as they are. */
    variables: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().max(2_000)).default({}),
    /** What brings the data back. Nothing is taken back without it. */
    backup: backupPoint.optional(),
    /** How long the status may take. */
    timeoutSeconds: z.number().positive().max(60).default(30),
    /** How long one run of down or up may take; then it is ended. */
    changeTimeoutSeconds: z.number().positive().max(MOST_CHANGE_SECONDS).default(120),
  })
  .refine(
    ({ status, down, up = [] }) =>
      status.read.kind !== 'raw' || ![down, up].some((argv) => names(argv, MIGRATION) || names(argv, TARGET)),
    { error: 'A status that is shown as it is names no migration: let a pattern or JSON be read', path: ['status'] },
  );
export type MigrationCommandsConfig = z.output<typeof migrationCommandsConfig>;
