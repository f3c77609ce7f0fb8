import path from 'node:path';
import { z } from 'zod';
import { secretReference as reference } from '@/lib/net/reference';
import { gitFilesShape } from '../git-files';

const folder = z
  .string()
  .max(500)
  .regex(/^(?![-/])(?!.*(?:^|\/)\.\.(?:\/|$))[^\0\n]+$/, { error: 'Expected a folder, from the top of the repository' })
  .default('prisma/migrations');

/** Below the 60 seconds that a run gives one write, so that it is PostgreSQL that ends a statement and says which. */
const MOST_STATEMENT_SECONDS = 50;

export const migrationsConfig = z.object({
  /** Reference to `postgresql://user:password@host:port/database?schema=…`, as Prisma has it. */
  url: reference,
  /** Where the migrations are: in a repository, or in a folder of the console's machine. */
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('git'), ...gitFilesShape, folder }),
    z.object({
      kind: z.literal('path'),
      folder: z.string().max(1_000).refine(path.isAbsolute, { error: 'Expected an absolute path' }),
    }),
  ]),
  /** What brings the data back when a script was wrong. Nothing is taken back without it. */
  backup: z
    .object({
      /** What people look for when they need it: a snapshot, a point in time, a file. */
      name: z.string().trim().min(1).max(300),
      /** Makes it: program and arguments, run before the scripts, with REPLI_KEY in its environment. */
      command: z.array(z.string().min(1).max(1_000)).min(1).max(50).optional(),
      /** Environment of the command: secrets as references, other values as they are. */
      variables: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().max(2_000)).default({}),
    })
    .optional(),
  /** How long one statement may run. */
  statementTimeoutSeconds: z.number().positive().max(MOST_STATEMENT_SECONDS).default(30),
  /** How long one statement may wait for a lock: those who come after it wait as well. */
  lockTimeoutSeconds: z.number().positive().max(30).default(5),
  /** How long one call may take, its statements included. */
  timeoutSeconds: z.number().positive().max(60).default(55),
});
export type MigrationsConfig = z.output<typeof migrationsConfig>;
