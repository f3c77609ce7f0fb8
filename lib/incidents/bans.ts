import { z } from 'zod';
import { failed } from '@/lib/auth/failure';
import { db } from '@/lib/db/client';
import type { Result, RevisionView } from '@/lib/domain/snapshot';

export const banSchema = z.object({
  componentId: z.string().min(1).max(200),
  revisionId: z.string().min(1).max(500),
  reason: z.string().trim().min(1).max(500),
  /** Null: for good. */
  days: z.number().int().min(1).max(3_650).nullable(),
});

export const liftSchema = banSchema.pick({ componentId: true, revisionId: true });

interface By {
  id: string;
  name: string;
}

/** The revisions that are banned right now, by id. */
export async function readBans(componentId: string): Promise<Map<string, NonNullable<RevisionView['ban']>>> {
  const rows = await db().bannedRevision.findMany({
    where: { componentId, OR: [{ until: null }, { until: { gt: new Date() } }] },
  });
  return new Map(
    rows.map(({ revisionId, reason, by, until }) => [
      revisionId,
      { reason, by, ...(until ? { until: until.toISOString() } : {}) },
    ]),
  );
}

/** A banned revision is never a default target, and choosing it is a doubt to acknowledge (rule 4). Said again, it replaces. */
export async function banRevision(input: z.output<typeof banSchema>, actor: By): Promise<Result<null>> {
  const { componentId, revisionId, reason, days } = input;
  const subject = await subjectOf(componentId);
  if (!subject) return failed('not_found');
  const at = new Date();
  const data = { reason, by: actor.name, at, until: days ? new Date(at.getTime() + days * 86_400_000) : null };
  await db().$transaction([
    db().bannedRevision.upsert({
      where: { componentId_revisionId: { componentId, revisionId } },
      create: { componentId, revisionId, ...data },
      update: data,
    }),
    audit(actor, 'revision.banned', subject, { revisionId, reason, days }),
  ]);
  return { ok: true, data: null };
}

/** Takes a ban back; nothing to do when there is none. */
export async function liftBan(input: z.output<typeof liftSchema>, actor: By): Promise<Result<null>> {
  const subject = await subjectOf(input.componentId);
  if (!subject) return failed('not_found');
  await db().$transaction([
    db().bannedRevision.deleteMany({ where: input }),
    audit(actor, 'revision.ban_lifted', subject, { revisionId: input.revisionId }),
  ]);
  return { ok: true, data: null };
}

async function subjectOf(componentId: string): Promise<string | null> {
  const where = { id: componentId };
  const row = await db().component.findUnique({ where, select: { name: true, service: { select: { slug: true } } } });
  return row && `${row.service.slug}/${row.name}`;
}

const audit = (actor: By, action: string, subject: string, data: Record<string, string | number | null>) =>
  db().auditEntry.create({ data: { actor: actor.id, action, subject, data } });
