import { randomBytes, randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import type { Result } from '@/lib/domain/snapshot';
import { execute } from '@/lib/log/execute';
import { shareDigest } from '@/lib/log/shares';
import { settings } from '@/lib/settings';
import { type PersonActor, refused } from './ctx';

/** Makes a read-only link. The token is shown this once: only its digest is stored, and the timeline has neither. */
export async function createShare(
  incidentId: string,
  hours: number,
  actor: PersonActor,
): Promise<Result<{ url: string }>> {
  const token = randomBytes(24).toString('base64url');
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + hours * 3_600_000);
  // The row first: a link that the timeline names always has one.
  await db().share.create({ data: { id, incidentId, tokenDigest: shareDigest(token), expiresAt } });
  const command = { type: 'share.create' as const, shareId: id, expiresAt: expiresAt.toISOString() };
  const result = await execute(incidentId, command, actor);
  if (!result.ok) {
    await db().share.delete({ where: { id } });
    return refused(result.refusal);
  }
  return { ok: true, data: { url: new URL(`/s/${token}`, settings().url).href } };
}

/** Ends a link at once: open pages are closed at the notification that this event sends. */
export async function revokeShare(incidentId: string, shareId: string, actor: PersonActor): Promise<Result<null>> {
  await db().share.updateMany({ where: { id: shareId, incidentId, revokedAt: null }, data: { revokedAt: new Date() } });
  const result = await execute(incidentId, { type: 'share.revoke', shareId }, actor);
  return result.ok ? { ok: true, data: null } : refused(result.refusal);
}
