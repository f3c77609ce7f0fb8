import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { FollowUp, Prisma } from '@/lib/db/generated/client';
import { paramsSchema } from '@/lib/domain/facts';
import type { FollowUpWords } from '@/lib/domain/follow-up-text';
import { FOLLOW_UP_FILTERS, type FollowUpFilter, type FollowUpRow } from '@/lib/domain/views';

/** Filters of the page of follow-ups, as they stand in the URL. */
export const followUpQuerySchema = z.object({
  filter: z.enum(FOLLOW_UP_FILTERS).catch('open').default('open'),
  cursor: z.string().max(200).optional().catch(undefined),
});
export type FollowUpQuery = z.infer<typeof followUpQuerySchema>;

export interface FollowUpPage {
  followUps: FollowUpRow[];
  nextCursor?: string;
}

export const FOLLOW_UPS_PAGE_SIZE = 100;

/** Follow-ups of all incidents: open ones by due date, then age; done ones newest first. `userId` is whose "mine" means. */
export async function listFollowUps(
  input: FollowUpQuery & { userId?: string; serviceId?: string },
): Promise<FollowUpPage> {
  const rows = await db().followUp.findMany({
    where: where(input),
    orderBy:
      input.filter === 'done'
        ? [{ openedAt: 'desc' }, { id: 'asc' }]
        : [{ dueAt: { sort: 'asc', nulls: 'last' } }, { openedAt: 'asc' }, { id: 'asc' }],
    take: FOLLOW_UPS_PAGE_SIZE + 1,
    ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}),
  });
  const page = rows.slice(0, FOLLOW_UPS_PAGE_SIZE);
  const last = page.at(-1);
  return {
    followUps: await withServices(page),
    ...(rows.length > FOLLOW_UPS_PAGE_SIZE && last ? { nextCursor: last.id } : {}),
  };
}

/** All of one incident's, open and done, in the order in which they were opened. */
export async function followUpsOf(incidentId: string): Promise<FollowUpRow[]> {
  return withServices(
    await db().followUp.findMany({ where: { incidentId }, orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] }),
  );
}

export const wordsOf = ({ text, code, params }: Pick<FollowUp, 'text' | 'code' | 'params'>): FollowUpWords =>
  code === null ? { text } : { text, code, params: paramsSchema.parse(params ?? {}) };

async function withServices(rows: FollowUp[]): Promise<FollowUpRow[]> {
  const services = await servicesOf(rows.map((row) => row.serviceId));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    ...wordsOf(row),
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '' } : null,
    dueAt: row.dueAt?.toISOString() ?? null,
    done: row.done,
    openedAt: row.openedAt.toISOString(),
    verifiable: row.verifiable,
    incident: { id: row.incidentId, number: row.incidentNumber },
    service: services.get(row.serviceId) ?? null,
  }));
}

function where(input: FollowUpQuery & { userId?: string; serviceId?: string }): Prisma.FollowUpWhereInput {
  return {
    done: input.filter === 'done',
    ...(input.filter === 'mine' ? { ownerId: input.userId ?? '' } : {}),
    ...(input.serviceId ? { serviceId: input.serviceId } : {}),
  };
}

async function servicesOf(ids: string[]): Promise<Map<string, { slug: string; name: string }>> {
  const services = await db().service.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, slug: true, name: true },
  });
  return new Map(services.map(({ id, slug, name }) => [id, { slug, name }]));
}

/** How many follow-ups stand behind each filter: the figures on the tabs. */
export async function countFollowUps(userId: string): Promise<Record<FollowUpFilter, number>> {
  const [open, mine, done] = await Promise.all([
    db().followUp.count({ where: { done: false } }),
    db().followUp.count({ where: { done: false, ownerId: userId } }),
    db().followUp.count({ where: { done: true } }),
  ]);
  return { open, mine, done };
}

/** How many follow-ups are left, and how many of them are late. `now` is database time, ISO 8601. */
export async function countLeft(now: string): Promise<{ open: number; late: number }> {
  // Due dates are whole days, kept as noon UTC: late from the day after.
  const today = new Date(`${now.slice(0, 10)}T00:00:00.000Z`);
  const [open, late] = await Promise.all([
    db().followUp.count({ where: { done: false } }),
    db().followUp.count({ where: { done: false, dueAt: { lt: today } } }),
  ]);
  return { open, late };
}
