import { Prisma } from '@/lib/db/generated/client';

/** The last word may still be being typed; quotes, minus and "or" are left to websearch_to_tsquery. */
const TYPING = /^(?<rest>[\p{L}\p{N}\s]*?)(?<last>[\p{L}\p{N}]{3,})$/u;

/**
 * What people type as a query over `postmortem_entries.search`: words in either language, "phrases", -without, or; the
 * last word also as a beginning. Everything typed goes in as a value.
 */
export function textQuery(q: string): Prisma.Sql {
  const whole = Prisma.sql`websearch_to_tsquery('repli_en', ${q}) || websearch_to_tsquery('repli_fr', ${q})`;
  const groups = TYPING.exec(q.trim())?.groups;
  if (!groups) return Prisma.sql`(${whole})`;
  const { rest = '', last = '' } = groups;
  const beginning = `${last}:*`;
  return Prisma.sql`(${whole}
    || (websearch_to_tsquery('repli_en', ${rest}) && to_tsquery('repli_en', ${beginning}))
    || (websearch_to_tsquery('repli_fr', ${rest}) && to_tsquery('repli_fr', ${beginning})))`;
}

/** Stand around a hit in what the database answers; no text has them. */
const [HIT, END] = ['\u0002', '\u0003'];

export const HEADLINE = `StartSel=${HIT}, StopSel=${END}`;

export interface Piece {
  text: string;
  hit: boolean;
}

/** A text with its hits marked, as pieces; Markdown's signs would only be in the way. */
export function pieces(marked: string): Piece[] {
  return marked
    .replace(/[*_#`]+|^\s*[-|>]\s/gm, '')
    .split(HIT)
    .flatMap((part, index) => {
      const [hit = '', ...after] = index === 0 ? ['', part] : part.split(END);
      return [
        { text: hit, hit: true },
        { text: after.join(''), hit: false },
      ];
    })
    .filter(({ text }) => text !== '');
}
