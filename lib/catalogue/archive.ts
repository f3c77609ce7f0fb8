import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { ArchivedService } from '@/lib/domain/views';
import { takeTurn } from './apply';
import type { Change } from './diff';

type Tx = Prisma.TransactionClient;

export type Archived = 'done' | 'unknown' | 'open_incident';

/**
 * Slugs of services among these with an incident that is open. Nothing can be declared on any of them until commit: a
 * declaration waits for the row, and then finds the service archived.
 */
export async function withOpenIncident(tx: Tx, slugs: readonly string[]): Promise<string[]> {
  await tx.$executeRaw`SELECT FROM services WHERE slug = ANY(${[...slugs]}) ORDER BY slug FOR NO KEY UPDATE`;
  const rows = await tx.service.findMany({
    where: { slug: { in: [...slugs] }, archivedAt: null, incidents: { some: { status: 'open' } } },
    select: { slug: true },
  });
  return rows.map(({ slug }) => slug);
}

/**
 * Takes a service that is no longer operated out of the lists, or brings it back. Nothing is deleted: its settings and
 * its incidents stay. Writes nothing while an incident of it is open, and nothing when it stands there already.
 */
export async function setArchived(slug: string, archived: boolean, actor: string): Promise<Archived> {
  return db().$transaction(async (tx) => {
    await takeTurn(tx);
    const row = await tx.service.findUnique({ where: { slug } });
    if (!row) return 'unknown';
    if ((row.archivedAt !== null) === archived) return 'done';
    if (archived && (await withOpenIncident(tx, [slug])).length > 0) return 'open_incident';
    const data = { archivedAt: archived ? new Date() : null, version: { increment: 1 } };
    await tx.service.update({ where: { slug }, data });
    const changes: Change[] = [
      { action: 'changed', subject: 'service', service: slug, name: row.name, fields: ['archived'] },
    ];
    await tx.auditEntry.create({
      data: {
        actor,
        action: archived ? 'catalogue.archived' : 'catalogue.restored',
        subject: slug,
        data: { version: row.version + 1, changes } as unknown as Prisma.InputJsonObject,
      },
    });
    return 'done';
  });
}

/** Services that are no longer operated, by name. */
export async function listArchived(): Promise<ArchivedService[]> {
  const rows = await db().service.findMany({
    where: { archivedAt: { not: null } },
    orderBy: [{ name: 'asc' }, { environment: 'asc' }],
    include: { _count: { select: { incidents: true } } },
  });
  return rows.map(({ slug, name, environment, owner, archivedAt, _count }) => ({
    slug,
    name,
    environment,
    owner,
    archivedAt: archivedAt?.toISOString() ?? '',
    incidents: _count.incidents,
  }));
}
