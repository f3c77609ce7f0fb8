import type { Node, RangeVar } from 'libpg-query';

export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `"public"."Order"` */
export function qualified({ schemaname, relname = '' }: RangeVar = {}): string {
  return schemaname ? `${quoteIdentifier(schemaname)}.${quoteIdentifier(relname)}` : quoteIdentifier(relname);
}

/** The parts of a name as the grammar gives them. */
export function partsOf(nodes: readonly Node[] = []): string[] {
  return nodes.flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}

export const joined = (nodes: readonly Node[] = []): string => partsOf(nodes).map(quoteIdentifier).join('.');
