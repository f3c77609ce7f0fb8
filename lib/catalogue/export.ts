import { db } from '@/lib/db/client';
import { documentOf, withParts } from './rows';
import { toYaml } from './yaml';

/** The catalogue (or the named services of it) as YAML that imports back to no change. Holds references, no secrets. */
export async function exportCatalogue(slugs?: readonly string[]): Promise<string> {
  const where = { archivedAt: null, ...(slugs ? { slug: { in: [...slugs] } } : {}) };
  const rows = await db().service.findMany({ where, include: withParts });
  return toYaml(rows.map(documentOf));
}
