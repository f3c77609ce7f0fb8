import { createHash, randomBytes } from 'node:crypto';
import { db } from '@/lib/db/client';

const LINK_MS = 30 * 60 * 1000;
/** Who is invited may read the invitation after the weekend. */
export const INVITATION_MS = 7 * 24 * 60 * 60 * 1000;
const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * A path that signs this person in once, within 30 minutes unless said otherwise. Opening it spends nothing: its page posts the token,
 * so that a mail or chat scanner that follows links does not use it up.
 */
export async function createOneTimeLink(userId: string, lifeMs = LINK_MS): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + lifeMs);
  await db().signInToken.create({ data: { digest: digestOf(token), userId, expiresAt } });
  return `/sign-in/link?token=${token}`;
}

/** Deletes links that expired a while ago. */
export async function forgetLinks(): Promise<void> {
  await db().signInToken.deleteMany({ where: { expiresAt: { lt: new Date(Date.now() - LINK_MS) } } });
}

/** Spends the token and answers whose it was; null when it is unknown, spent or too old. */
export async function consumeLink(token: string): Promise<string | null> {
  const digest = digestOf(token);
  const now = new Date();
  const spent = await db().signInToken.updateMany({
    where: { digest, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (spent.count !== 1) return null;
  const row = await db().signInToken.findUnique({ where: { digest } });
  return row?.userId ?? null;
}
