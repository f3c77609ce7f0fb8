import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import type { DeployTokenView } from '@/lib/domain/views';

/** Found by secret scanners, and told apart from other tools' tokens. */
const PREFIX = 'repli_';
const USED_EVERY_MS = 60_000;

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes a token; its text is answered this once and never again. */
export async function createDeployToken(name: string, actor: { id: string; name: string }): Promise<string> {
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  await db().$transaction([
    db().deployToken.create({ data: { id: randomUUID(), name, digest: digestOf(token), createdBy: actor.name } }),
    db().auditEntry.create({ data: { actor: actor.id, action: 'deploy_token.created', subject: name } }),
  ]);
  return token;
}

/** Ends a token at once; false when there is none of that id. */
export async function revokeDeployToken(id: string, actor: { id: string }): Promise<boolean> {
  const row = await db().deployToken.findUnique({ where: { id } });
  if (!row) return false;
  await db().$transaction([
    db().deployToken.deleteMany({ where: { id } }),
    db().auditEntry.create({ data: { actor: actor.id, action: 'deploy_token.revoked', subject: row.name } }),
  ]);
  return true;
}

export async function listDeployTokens(): Promise<DeployTokenView[]> {
  const rows = await db().deployToken.findMany({ orderBy: { createdAt: 'desc' } });
  return rows.map(({ id, name, createdBy, createdAt, usedAt }) => ({
    id,
    name,
    createdBy,
    createdAt: createdAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
  }));
}

/** The name of the token that an `Authorization: Bearer …` header carries; null when it is none of ours. */
export async function deployTokenOf(authorization: string | null): Promise<string | null> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token?.startsWith(PREFIX)) return null;
  const row = await db().deployToken.findUnique({ where: { digest: digestOf(token) } });
  if (!row) return null;
  const now = new Date();
  if (now.getTime() - (row.usedAt?.getTime() ?? 0) > USED_EVERY_MS) {
    await db().deployToken.updateMany({ where: { id: row.id }, data: { usedAt: now } });
  }
  return row.name;
}
