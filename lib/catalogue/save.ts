import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { EditorDraft, FormObject, SaveAnswer } from '@/lib/domain/form';
import type { Locale } from '@/lib/domain/words';
import { applyService, busyServices, documentDiff, takeTurn } from './apply';
import { type Change, diffServices } from './diff';
import type { ServiceDocument } from './document';
import { draftOf, renamed, renamesIn, withoutIds, withRenames } from './draft';
import { INSTALLED } from './installed';
import { mergeDrafts } from './merge';
import type { Finding } from './mistake';
import { checkContent } from './parse';
import { fieldProblems, parsingIn } from './problems';
import { documentOf, readRows, type ServiceRow } from './rows';
import { catalogueWords } from './words';

type Tx = Prisma.TransactionClient;

export interface SaveRequest {
  /** The service that is edited; null for a new one. */
  slug: string | null;
  /** What the editor started from. */
  base: EditorDraft;
  service: FormObject;
  /** Incidents that are open follow, instead of going on with what they began with. */
  alsoOpen: boolean;
  locale: Locale;
  actor: string;
}

/**
 * Saves what an editor made of a service, all or nothing. Mistakes come back at their fields. When somebody else saved
 * after `base` was read nothing is written: the answer holds what is stored, and both brought together.
 */
export async function saveService(request: SaveRequest): Promise<SaveAnswer> {
  const document = { ...withoutIds(request.service), slug: request.slug ?? slugOf(request.service) };
  const checked = checkContent({ services: [document] }, { ...INSTALLED, parsing: parsingIn(request.locale) });
  if (Array.isArray(checked)) return invalid(checked, request.locale);
  const [wanted] = checked.services;
  if (!wanted) throw new Error('one service went into the check and none came out');
  return db().$transaction(async (tx) => {
    await takeTurn(tx);
    const [row] = await readRows(tx, [wanted.slug]);
    const stored = row && row.archivedAt === null ? row : undefined;
    if (request.slug === null && stored)
      return invalid([{ path: ['services', 0, 'slug'], code: 'slug_taken' }], request.locale);
    if (stored && stored.version !== request.base.version) return conflict(tx, request, wanted, stored);
    return write(tx, request, wanted, row);
  });
}

async function invalid(findings: readonly Finding[], locale: Locale): Promise<SaveAnswer> {
  return { outcome: 'invalid', problems: await fieldProblems(findings, locale, 2) };
}

async function write(
  tx: Tx,
  { service, alsoOpen, locale, actor }: SaveRequest,
  wanted: ServiceDocument,
  row: ServiceRow | undefined,
): Promise<SaveAnswer> {
  const renames = row ? renamesIn(service, row) : [];
  const before = row && renamed(row, renames);
  const current = before && before.archivedAt === null ? [documentOf(before)] : [];
  const changes = withRenames(diffServices(current, [wanted]), renames, wanted);
  if (changes.length > 0 || alsoOpen) {
    const busy = await busyServices(tx, row ? [row] : [], changes);
    if (busy.length > 0) return { outcome: 'busy' };
    await makeRoom(tx, renames);
    await applyService(tx, wanted, before, { changes, actor, action: 'catalogue.edited', alsoOpen });
  }
  return { outcome: 'saved', slug: wanted.slug, changes: await inWords(changes, locale) };
}

/** Two items may swap their names: each leaves its own first. */
async function makeRoom(tx: Tx, renames: ReturnType<typeof renamesIn>): Promise<void> {
  for (const { list, id } of renames) {
    const change = { where: { id }, data: { name: id } };
    if (list === 'components') await tx.component.update(change);
    else if (list === 'checks') await tx.check.update(change);
    else await tx.playbook.update(change);
  }
}

async function conflict(
  tx: Tx,
  { base, service, locale }: SaveRequest,
  wanted: ServiceDocument,
  row: ServiceRow,
): Promise<SaveAnswer> {
  const theirs = draftOf(row);
  const stored = documentOf(row);
  const last = await tx.auditEntry.findFirst({
    where: { subject: row.slug, action: { startsWith: 'catalogue.' } },
    orderBy: { id: 'desc' },
  });
  const person = last && (await tx.user.findUnique({ where: { id: last.actor }, select: { name: true } }));
  return {
    outcome: 'conflict',
    by: person?.name ?? last?.actor ?? '',
    theirs,
    merged: mergeDrafts(base.service, service, theirs.service),
    diff: documentDiff([stored], [wanted]),
    changes: await inWords(diffServices([stored], [wanted]), locale),
  };
}

async function inWords(changes: readonly Change[], locale: Locale): Promise<string[]> {
  const words = await catalogueWords(locale);
  return changes.map((change) => words.change(change));
}

/** The short name that somebody wrote, or one made from the name: letters without accents, digits and hyphens. */
function slugOf({ slug, name }: FormObject): string {
  if (typeof slug === 'string' && slug !== '') return slug;
  return String(name ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '');
}
