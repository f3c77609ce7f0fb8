import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

export type Path = readonly (string | number)[];

/** One mistake in a file: `code` has a sentence under `catalogue.mistake.*`, filled with `params`. */
export interface Mistake {
  /** Both count from 1. */
  line: number;
  column: number;
  /** `services[0].checks[2].config.url`; empty for the file as a whole. */
  path: string;
  code: string;
  params: Record<string, string | number>;
}

/** A mistake before its place in the file is looked up. */
export interface Finding {
  path: Path;
  code: string;
  params?: Record<string, string | number>;
  /** The key itself is wrong, not what it says. */
  atKey?: true;
}

export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${part}` : part;
  }, '');
}

/**
 * Where a path stands in the file: a scalar's own place, else its key's. A path that the file does not have (a
 * missing key) leads to the nearest thing around it.
 */
export function placeFindings(document: Document, lines: LineCounter, findings: readonly Finding[]): Mistake[] {
  return findings
    .map(({ path, code, params, atKey = false }) => {
      const { line, col } = lines.linePos(offsetOf(document, path, atKey));
      return { line: Math.max(line, 1), column: Math.max(col, 1), path: pathText(path), code, params: params ?? {} };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function offsetOf(document: Document, path: Path, atKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) break;
      const byKey = (atKey && depth === path.length - 1) || !isScalar(pair.value);
      offset = (byKey ? undefined : startOf(pair.value)) ?? startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number' && node.items[part] !== undefined) {
      node = node.items[part];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? (node as Node).range?.[0] : undefined);
