import type { Node } from 'libpg-query';
import { ProviderError } from '../error';

/** One statement of a script. */
export interface Statement {
  /** As it was written, without comments before it, on one line. */
  text: string;
  node: Node;
}

/** Shown of a statement. */
const SHOWN = 200;

/** Reads a script by PostgreSQL's own grammar. Errors: ProviderError `invalid_target`, naming what it stumbled over. */
export async function parseScript(sql: string, where: string): Promise<Statement[]> {
  if (sql.trim() === '') return [];
  // Only asked for when a migration is read: it brings a megabyte of WebAssembly.
  const { parse } = await import('libpg-query');
  const { stmts = [] } = await parse(sql).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ProviderError('invalid_target', `${where} is no SQL that PostgreSQL reads: ${message}.`, { cause });
  });
  // Its places are bytes.
  const bytes = Buffer.from(sql);
  return stmts.flatMap(({ stmt, stmt_location: from = 0, stmt_len: length = 0 }) => {
    if (!stmt) return [];
    const text = bytes.subarray(from, length === 0 ? undefined : from + length).toString('utf8');
    return [{ node: stmt, text: onOneLine(text) }];
  });
}

function onOneLine(text: string): string {
  const line = text
    .replace(/^(\s*(--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/))*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

/** What cannot be part of a transaction, or would end it: PostgreSQL's manual says so of each of these commands. */
export function outsideTransaction(statements: readonly Statement[]): Statement | undefined {
  return statements.find(
    ({ node }) =>
      'TransactionStmt' in node ||
      ('VacuumStmt' in node && node.VacuumStmt.is_vacuumcmd === true) ||
      'CreatedbStmt' in node ||
      'DropdbStmt' in node ||
      'AlterSystemStmt' in node ||
      'CreateTableSpaceStmt' in node ||
      'DropTableSpaceStmt' in node ||
      ('IndexStmt' in node && node.IndexStmt.concurrent === true) ||
      ('DropStmt' in node && node.DropStmt.concurrent === true) ||
      ('ReindexStmt' in node && /CONCURRENTLY/i.test(JSON.stringify(node.ReindexStmt.params ?? []))),
  );
}
