import { db } from '@/lib/db/client';

const WINDOW_MS = 15 * 60 * 1000;
export const FAILURES_PER_ACCOUNT = 5;
export const FAILURES_PER_ADDRESS = 30;
const FORGET_MS = 24 * 60 * 60 * 1000;

/** One try at signing in, counted as failed until it is known to have succeeded. */
export interface Attempt {
  allowed: boolean;
  ids: bigint[];
}

/**
 * Counts the try before the password is looked at, so that a hundred parallel ones cannot all slip under the
 * limit. A refused try leaves no row: knocking on a locked door does not keep it locked.
 */
export async function beginAttempt(email: string, address: string): Promise<Attempt> {
  const limits = [
    { key: `account:${email}`, limit: FAILURES_PER_ACCOUNT },
    { key: `address:${address}`, limit: FAILURES_PER_ADDRESS },
  ];
  const data = limits.map(({ key }) => ({ key, succeeded: false }));
  const rows = await db().signInAttempt.createManyAndReturn({ data, select: { id: true } });
  const ids = rows.map((row) => row.id);
  const since = new Date(Date.now() - WINDOW_MS);
  const counts = await Promise.all(
    limits.map(({ key }) => db().signInAttempt.count({ where: { key, at: { gt: since }, succeeded: false } })),
  );
  const allowed = limits.every(({ limit }, index) => (counts[index] ?? 0) <= limit);
  if (!allowed) await db().signInAttempt.deleteMany({ where: { id: { in: ids } } });
  return { allowed, ids };
}

export async function succeed(attempt: Attempt): Promise<void> {
  await db().signInAttempt.updateMany({ where: { id: { in: attempt.ids } }, data: { succeeded: true } });
}

/** Deletes tries that no limit counts any more. */
export async function forgetAttempts(): Promise<void> {
  await db().signInAttempt.deleteMany({ where: { at: { lt: new Date(Date.now() - FORGET_MS) } } });
}
