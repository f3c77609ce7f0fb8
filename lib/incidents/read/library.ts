import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { LibraryRow } from '@/lib/domain/views';
import { searchedNumber } from './incident-query';
import { type LibraryQuery, readCursor, type Sort, writeCursor } from './library-query';
import { HEADLINE, type Piece, pieces, textQuery } from './text-query';

export interface LibraryPage {
  rows: LibraryRow[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export const PAGE_SIZE = 50;

/** Each with an index of its own, so that the thousandth page costs what the first does. */
const ORDERS: Record<Sort, { by: Prisma.Sql; after: (ms: number, number: number) => Prisma.Sql }> = {
  newest: {
    by: Prisma.sql`e.declared_at DESC, e.number DESC`,
    after: (ms, number) => Prisma.sql`(e.declared_at, e.number) < (${new Date(ms)}, ${number})`,
  },
  oldest: {
    by: Prisma.sql`e.declared_at, e.number`,
    after: (ms, number) => Prisma.sql`(e.declared_at, e.number) > (${new Date(ms)}, ${number})`,
  },
  longest: {
    by: Prisma.sql`e.to_recover_ms DESC, e.number DESC`,
    after: (ms, number) => Prisma.sql`(e.to_recover_ms, e.number) < (${ms}, ${number})`,
  },
};

type Found = Omit<LibraryRow, 'declaredAt' | 'title' | 'excerpt' | 'service'> & {
  declaredAt: Date;
  title: string;
  excerpt: string | null;
  service: string;
};

/** Post-mortems that the query finds, one page at a time; the excerpts are of the page's rows alone. */
export async function listLibrary(query: LibraryQuery): Promise<LibraryPage> {
  const sort = query.sort ?? 'newest';
  const { by } = ORDERS[sort];
  const where = Prisma.join([Prisma.sql`true`, ...conditions(query, sort)], ' AND ');
  const found = await db().$queryRaw<Found[]>`
    SELECT e.incident_id AS "incidentId", e.number, e.class, e.drill, e.outcome, e.declared_at AS "declaredAt", e.review,
      e.cause, e.tags, e.to_recover_ms AS "toRecoverMs", p.locale, s.name AS service, ${highlighted(query.q)}
    FROM (SELECT * FROM postmortem_entries e WHERE ${where} ORDER BY ${by} LIMIT ${PAGE_SIZE + 1}) e
    JOIN services s ON s.id = e.service_id
    LEFT JOIN postmortems p ON p.incident_id = e.incident_id
    ORDER BY ${by}`;
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  const ms = sort === 'longest' ? last?.toRecoverMs : last?.declaredAt.getTime();
  return {
    rows: page.map(toRow),
    ...(found.length > PAGE_SIZE && last ? { nextCursor: writeCursor([ms ?? 0, last.number]) } : {}),
  };
}

const DAY_MS = 86_400_000;

function conditions(query: LibraryQuery, sort: Sort): Prisma.Sql[] {
  const cursor = readCursor(query.cursor);
  const { q, service, class: incidentClass, cause, tag, review, from, until } = query;
  return [
    ...(q ? [matching(q)] : []),
    ...(service ? [Prisma.sql`e.service_id = (SELECT id FROM services WHERE slug = ${service})`] : []),
    ...(incidentClass ? [Prisma.sql`e.class = ${incidentClass}`] : []),
    ...(cause ? [Prisma.sql`e.cause = ${cause}`] : []),
    ...(tag ? [Prisma.sql`e.tags @> ARRAY[${tag}]`] : []),
    ...(review ? [Prisma.sql`e.review = ${review}`] : []),
    ...(from ? [Prisma.sql`e.declared_at >= ${new Date(from)}`] : []),
    ...(until ? [Prisma.sql`e.declared_at < ${new Date(Date.parse(until) + DAY_MS)}`] : []),
    ...(sort === 'longest' ? [Prisma.sql`e.to_recover_ms IS NOT NULL`] : []),
    ...(cursor ? [ORDERS[sort].after(...cursor)] : []),
  ];
}

function matching(q: string): Prisma.Sql {
  const number = searchedNumber(q);
  const words = Prisma.sql`e.search @@ ${textQuery(q)}`;
  return number === null ? words : Prisma.sql`(e.number = ${number} OR ${words})`;
}

function highlighted(q: string | undefined): Prisma.Sql {
  if (!q) return Prisma.sql`e.title, NULL AS excerpt`;
  const config = Prisma.sql`(CASE p.locale WHEN 'fr' THEN 'repli_fr' ELSE 'repli_en' END)::regconfig`;
  const words = textQuery(q);
  return Prisma.sql`
    ts_headline(${config}, e.title, ${words}, ${`${HEADLINE}, HighlightAll=true`}) AS title,
    ts_headline(${config}, coalesce(p.body, ''), ${words},
      ${`${HEADLINE}, MaxFragments=2, MinWords=10, MaxWords=26, FragmentDelimiter=" … "`}) AS excerpt`;
}

function toRow({ declaredAt, title, excerpt, ...row }: Found): LibraryRow {
  return {
    ...row,
    declaredAt: declaredAt.toISOString(),
    title: pieces(title),
    excerpt: excerpt === null ? [] : aroundHits(pieces(excerpt)),
  };
}

/** Without a hit the database answers the text's first words, which say nothing about why it was found. */
const aroundHits = (found: Piece[]): Piece[] => (found.some(({ hit }) => hit) ? found : []);
