import { db } from './client';
import type { Prisma } from './generated/client';

/** Reads several things as of one moment: nothing that is written meanwhile falls between them. */
export function atOneMoment<T>(read: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  return db().$transaction(read, { isolationLevel: 'RepeatableRead', maxWait: 10_000, timeout: 15_000 });
}
