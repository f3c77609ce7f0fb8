import { type Document, LineCounter, parseDocument } from 'yaml';
import { catalogueSchema, type ServiceDocument } from './document';
import type { Kinds } from './kinds';
import { readLoosely } from './loose';
import { type Finding, type Mistake, placeFindings } from './mistake';
import { fromIssues, validateServices } from './validate';

export type ParsedCatalogue = { ok: true; services: ServiceDocument[] } | { ok: false; mistakes: Mistake[] };

const MAX_CHARACTERS = 1_000_000;
/** Aliases may repeat a block, not blow a small file up into a huge one. */
const MAX_ALIASES = 100;

/** Reads a catalogue file and finds all its mistakes at once, each with its line, column and path. Never throws. */
export function parseCatalogue(text: string, kinds: Kinds): ParsedCatalogue {
  if (text.length > MAX_CHARACTERS) {
    return {
      ok: false,
      mistakes: [{ line: 1, column: 1, path: '', code: 'too_large', params: { max: MAX_CHARACTERS } }],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return { ok: false, mistakes: broken.map(({ pos, message }) => syntaxMistake(lines, pos[0], message)) };
  }
  const read = readServices(document, kinds);
  return Array.isArray(read)
    ? { ok: false, mistakes: placeFindings(document, lines, read) }
    : { ok: true, services: read.services };
}

function readServices(document: Document, kinds: Kinds): Finding[] | { services: ServiceDocument[] } {
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return [{ path: [], code: 'too_many_aliases' }];
  }
  return checkContent(content, kinds);
}

/** All mistakes of a catalogue as data, or its services. */
export function checkContent(content: unknown, kinds: Kinds): Finding[] | { services: ServiceDocument[] } {
  const parsed = catalogueSchema.safeParse(content, { ...kinds.parsing, reportInput: true });
  const findings = [
    ...(parsed.success ? [] : fromIssues(parsed.error.issues, [])),
    ...validateServices(readLoosely(content), kinds),
  ];
  return parsed.success && findings.length === 0 ? { services: parsed.data.services } : findings;
}

function syntaxMistake(lines: LineCounter, offset: number, message: string): Mistake {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1), path: '', code: 'syntax', params: { message } };
}
