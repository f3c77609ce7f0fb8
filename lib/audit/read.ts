import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { AuditEntryView } from '@/lib/domain/views';

const PAGE = 50;
const text = z.string().trim().max(200).catch('');
const day = z.iso.date().optional().catch(undefined);

/** What the address of the page carries; whatever does not parse counts as not asked. */
export const auditQuerySchema = z.object({
  /** Part of the subject or of the actor's name. */
  q: text.default(''),
  action: text.default(''),
  /** Days, both included, in UTC. */
  from: day,
  until: day,
  cursor: z.string().regex(/^\d+$/).optional().catch(undefined),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;

/** A page of the audit log, newest first: everything that changed outside an incident's timeline. */
export async function readAudit(query: AuditQuery): Promise<{ entries: AuditEntryView[]; nextCursor: string | null }> {
  const rows = await db().auditEntry.findMany({
    where: { ...(await wanted(query)), ...(query.cursor ? { id: { lt: BigInt(query.cursor) } } : {}) },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE);
  const entries = await named(shown);
  return { entries, nextCursor: rows.length > PAGE ? String(shown.at(-1)?.id) : null };
}

/** Everything that the filters ask for, newest first, a page at a time. */
export async function* readAllAudit(query: AuditQuery): AsyncGenerator<AuditEntryView> {
  let cursor = query.cursor;
  do {
    const page = await readAudit({ ...query, cursor });
    yield* page.entries;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** The kinds of entries that there are, for the filter. */
export async function listActions(): Promise<string[]> {
  const rows = await db().auditEntry.findMany({
    distinct: ['action'],
    select: { action: true },
    orderBy: { action: 'asc' },
  });
  return rows.map(({ action }) => action);
}

async function wanted({ q, action, from, until }: AuditQuery): Promise<Prisma.AuditEntryWhereInput> {
  const actors = q ? await db().user.findMany({ where: { name: like(q) }, select: { id: true } }) : [];
  return {
    ...(q && {
      OR: [{ subject: like(q) }, { actor: like(q) }, { actor: { in: actors.map(({ id }) => id) } }],
    }),
    ...(action && { action }),
    ...((from || until) && {
      at: { ...(from && { gte: new Date(from) }), ...(until && { lt: dayAfter(until) }) },
    }),
  };
}

const like = (part: string) => ({ contains: part, mode: 'insensitive' as const });
const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000);

/** Actors are stored by id, or by the name of the command that somebody ran. */
async function named(rows: { id: bigint; at: Date; actor: string; action: string; subject: string; data: unknown }[]) {
  const users = await db().user.findMany({
    where: { id: { in: rows.flatMap(({ actor, subject }) => [actor, subject]) } },
    select: { id: true, name: true, email: true },
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  return rows.map(
    ({ id, at, actor, action, subject, data }): AuditEntryView => ({
      id: String(id),
      at: at.toISOString(),
      actor: byId.get(actor)?.name ?? actor,
      action,
      subject: byId.get(subject)?.email ?? subject,
      data: data as Record<string, unknown>,
    }),
  );
}
