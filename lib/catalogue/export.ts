import { db } from '@/lib/db/client';
import { documentOf, withParts } from './rows';
import { toYaml } from './yaml';

/**
 * The catalogue (or the named services of it) as YAML that imports back to no change. Holds references, no secrets.
 * Archived services are in it where they are asked for, marked as such.
 */
export async function exportCatalogue(slugs?: readonly string[], { archived = false } = {}): Promise<string> {
  // One without components is of the past and was never in a file.
  const kept = archived ? { OR: [{ archivedAt: null }, { components: { some: {} } }] } : { archivedAt: null };
  const where = { ...kept, ...(slugs ? { slug: { in: [...slugs] } } : {}) };
  const rows = await db().service.findMany({ where, include: withParts });
  return toYaml(rows.map(documentOf));
}
