import path from 'node:path';
import { z } from 'zod';
import { secretReference as reference } from '@/lib/net/reference';
import { backupPoint } from '../backup-point';
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
  backup: backupPoint.optional(),
  /** How long one statement may run. */
  statementTimeoutSeconds: z.number().positive().max(MOST_STATEMENT_SECONDS).default(30),
  /** How long one statement may wait for a lock: those who come after it wait as well. */
  lockTimeoutSeconds: z.number().positive().max(30).default(5),
  /** How long one call may take, its statements included. */
  timeoutSeconds: z.number().positive().max(60).default(55),
});
export type MigrationsConfig = z.output<typeof migrationsConfig>;
