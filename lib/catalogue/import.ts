import { db } from '@/lib/db/client';
import { applyService, busyServices, documentDiff, takeTurn } from './apply';
import { withOpenIncident } from './archive';
import { type Change, diffServices } from './diff';
import { INSTALLED } from './installed';
import type { Kinds } from './kinds';
import type { Mistake } from './mistake';
import { parseCatalogue } from './parse';
import { documentOf, readRows } from './rows';

export type Imported =
  | { ok: true; changes: Change[]; services: string[]; diff: string }
  | { ok: false; mistakes: Mistake[] }
  /** Slugs of services whose components would change under a run that is at work on them. */
  | { ok: false; busy: string[] }
  /** Slugs of services that the file archives and that have an open incident. */
  | { ok: false; open: string[] };

/**
 * Makes the services that the file names what the file says, all or nothing; services that it does not name stay.
 * With `dryRun` only answers what would change; with `alsoOpen` incidents that are open follow. `actor` is a user's id or the name of a command.
 */
export async function importCatalogue(
  text: string,
  actor: string,
  options: { dryRun?: boolean; alsoOpen?: boolean; kinds?: Kinds } = {},
): Promise<Imported> {
  const { alsoOpen = false } = options;
  const parsed = parseCatalogue(text, options.kinds ?? INSTALLED);
  if (!parsed.ok) return parsed;
  const services = parsed.services.map(({ slug }) => slug);
  return db().$transaction(async (tx): Promise<Imported> => {
    await takeTurn(tx);
    const rows = await readRows(tx, services);
    // Of the past, and not made by any file: such a row is written anew.
    const current = rows
      .filter(({ archivedAt, components }) => archivedAt === null || components.length > 0)
      .map(documentOf);
    const changes = diffServices(current, parsed.services);
    const answer = { ok: true as const, changes, services, diff: documentDiff(current, parsed.services) };
    if (options.dryRun) return answer;
    const leaving = parsed.services.filter(({ archived }) => archived).map(({ slug }) => slug);
    const open = await withOpenIncident(tx, leaving);
    if (open.length > 0) return { ok: false, open };
    const busy = await busyServices(tx, rows, changes);
    if (busy.length > 0) return { ok: false, busy };
    const changed = new Set(changes.map(({ service }) => service));
    for (const wanted of parsed.services.filter(({ slug }) => changed.has(slug))) {
      const row = rows.find(({ slug }) => slug === wanted.slug);
      await applyService(tx, wanted, row, { changes, actor, action: 'catalogue.imported', alsoOpen });
    }
    return answer;
  });
}
