import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Locale } from '@/lib/domain/words';
import { catalogueWords } from './words';

export interface CatalogueChange {
  id: string;
  /** ISO 8601. */
  at: string;
  by: string;
  changes: string[];
  diff: string;
}

const dataSchema = z.object({
  changes: z.array(
    z.object({
      action: z.enum(['created', 'changed', 'removed']),
      subject: z.enum(['service', 'component', 'check', 'playbook', 'freeze', 'contact', 'channel']),
      service: z.string(),
      name: z.string(),
      fields: z.array(z.string()),
    }),
  ),
  diff: z.string().default(''),
});

/** Who changed what of a service and when, newest first. */
export async function serviceHistory(slug: string, locale: Locale, limit = 20): Promise<CatalogueChange[]> {
  const entries = await db().auditEntry.findMany({
    where: { subject: slug, action: { startsWith: 'catalogue.' } },
    orderBy: { id: 'desc' },
    take: limit,
  });
  const people = await db().user.findMany({
    where: { id: { in: entries.map(({ actor }) => actor) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const words = await catalogueWords(locale);
  return entries.flatMap(({ id, at, actor, data }) => {
    const parsed = dataSchema.safeParse(data);
    if (!parsed.success) return [];
    const { changes, diff } = parsed.data;
    const by = names.get(actor) ?? actor;
    return [{ id: String(id), at: at.toISOString(), by, changes: changes.map((change) => words.done(change)), diff }];
  });
}
