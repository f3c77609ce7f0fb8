import { createHash } from 'node:crypto';
import { db } from '@/lib/db/client';

export interface OpenShare {
  shareId: string;
  incidentId: string;
  expiresAt: Date;
}

/** The digest under which a link's token is stored: the link itself never is. */
export const shareDigest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The share that a link's token opens; null when there is none, or it has expired or was revoked. */
export async function findShare(token: string): Promise<OpenShare | null> {
  const rows = await db().$queryRaw<OpenShare[]>`
    SELECT id AS "shareId", incident_id AS "incidentId", expires_at AS "expiresAt" FROM shares
    WHERE token_digest = ${shareDigest(token)} AND revoked_at IS NULL AND expires_at > clock_timestamp()`;
  return rows[0] ?? null;
}

/** Whether a share that was open still is. */
export async function isShareOpen(shareId: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM shares WHERE id = ${shareId} AND revoked_at IS NULL AND expires_at > clock_timestamp()`;
  return rows.length > 0;
}
