import type { AlterTableCmd, AlterTableStmt, ColumnDef, DropStmt, Node, RangeVar, RenameStmt } from 'libpg-query';
import { joined, qualified, quoteIdentifier } from './names';

/** What a migration means for the code before it. In rising order of weight. */
export const VERDICTS = ['safe', 'needs_down', 'irreversible'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Effect {
  verdict: Verdict;
  /** The statement that takes it back; empty when nothing has to be, null when it does not follow from the statement. */
  reverse: string | null;
}

const safe = (reverse: string | null): Effect => ({ verdict: 'safe', reverse });
const needsDown = (reverse: string | null): Effect => ({ verdict: 'needs_down', reverse });
/** What was there is gone: no statement brings it back. */
const irreversible: Effect = { verdict: 'irreversible', reverse: null };
const nothing: Effect = safe('');

/**
 * What one statement does to code that does not know it. `created`: tables that came with the same migrations; what happens
 * to them the earlier code cannot notice, and it goes with them. What cannot be judged counts as irreversible.
 */
export function effectsOf(node: Node, created: Set<string>): Effect[] {
  if ('CreateStmt' in node) {
    const { relation, if_not_exists: perhaps } = node.CreateStmt;
    created.add(qualified(relation));
    return [safe(perhaps ? null : `DROP TABLE ${qualified(relation)};`)];
  }
  const table = tableOf(node);
  if (table && created.has(qualified(table))) return [nothing];
  if ('AlterTableStmt' in node) return alterations(node.AlterTableStmt);
  return [creation(node) ?? change(node)];
}

/** The table that a statement is about. */
function tableOf(node: Node): RangeVar | undefined {
  if ('AlterTableStmt' in node) return node.AlterTableStmt.relation;
  if ('IndexStmt' in node) return node.IndexStmt.relation;
  if ('InsertStmt' in node) return node.InsertStmt.relation;
  if ('UpdateStmt' in node) return node.UpdateStmt.relation;
  if ('DeleteStmt' in node) return node.DeleteStmt.relation;
  return undefined;
}

function creation(node: Node): Effect | undefined {
  if ('IndexStmt' in node) {
    const { idxname, unique, relation, if_not_exists: perhaps } = node.IndexStmt;
    const index = idxname && !perhaps ? qualified({ ...relation, relname: idxname }) : null;
    const reverse = index === null ? null : `DROP INDEX ${index};`;
    // The earlier code may write what is no longer unique.
    return unique ? needsDown(reverse) : safe(reverse);
  }
  if ('CreateEnumStmt' in node) return safe(`DROP TYPE ${joined(node.CreateEnumStmt.typeName)};`);
  if ('CreateSeqStmt' in node) return safe(`DROP SEQUENCE ${qualified(node.CreateSeqStmt.sequence)};`);
  if ('ViewStmt' in node)
    return node.ViewStmt.replace ? needsDown(null) : safe(`DROP VIEW ${qualified(node.ViewStmt.view)};`);
  if ('CreateSchemaStmt' in node) {
    const { schemaname = '', if_not_exists: perhaps } = node.CreateSchemaStmt;
    return safe(perhaps ? '' : `DROP SCHEMA ${quoteIdentifier(schemaname)};`);
  }
  // An extension may have been there before, and others may use it by now.
  if ('CreateExtensionStmt' in node || 'CommentStmt' in node || 'VariableSetStmt' in node) return nothing;
  if ('TransactionStmt' in node) return nothing;
  return undefined;
}

function change(node: Node): Effect {
  if ('RenameStmt' in node) return renaming(node.RenameStmt);
  if ('DropStmt' in node) return dropping(node.DropStmt);
  if ('AlterEnumStmt' in node) {
    const { typeName, oldVal, newVal = '' } = node.AlterEnumStmt;
    if (oldVal === undefined) return safe(null);
    return needsDown(`ALTER TYPE ${joined(typeName)} RENAME VALUE ${literal(newVal)} TO ${literal(oldVal)};`);
  }
  if ('InsertStmt' in node || 'GrantStmt' in node) return safe(null);
  if ('CreateFunctionStmt' in node || 'CreateTrigStmt' in node) return needsDown(null);
  return irreversible;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

const RENAMED: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'TABLE',
  OBJECT_INDEX: 'INDEX',
  OBJECT_VIEW: 'VIEW',
  OBJECT_SEQUENCE: 'SEQUENCE',
};

function renaming({ renameType = 'OBJECT_TABLE', relation, subname = '', newname = '' }: RenameStmt): Effect {
  const [before, after] = [quoteIdentifier(subname), quoteIdentifier(newname)];
  if (renameType === 'OBJECT_COLUMN')
    return needsDown(`ALTER TABLE ${qualified(relation)} RENAME COLUMN ${after} TO ${before};`);
  if (renameType === 'OBJECT_TABCONSTRAINT')
    return safe(`ALTER TABLE ${qualified(relation)} RENAME CONSTRAINT ${after} TO ${before};`);
  const kind = RENAMED[renameType];
  if (kind === undefined || !relation) return needsDown(null);
  const renamed = qualified({ ...relation, relname: newname });
  const reverse = `ALTER ${kind} ${renamed} RENAME TO ${quoteIdentifier(relation.relname ?? '')};`;
  return kind === 'INDEX' ? safe(reverse) : needsDown(reverse);
}

/** Kinds that hold rows; a sequence holds how far it has counted. */
const HOLDS_DATA: ReadonlySet<string> = new Set([
  'OBJECT_TABLE',
  'OBJECT_SCHEMA',
  'OBJECT_SEQUENCE',
  'OBJECT_EXTENSION',
  'OBJECT_FOREIGN_TABLE',
]);

function dropping({ removeType = 'OBJECT_TABLE', behavior }: DropStmt): Effect {
  if (HOLDS_DATA.has(removeType) || behavior === 'DROP_CASCADE') return irreversible;
  return removeType === 'OBJECT_INDEX' ? safe(null) : needsDown(null);
}

function alterations({ relation, cmds = [] }: AlterTableStmt): Effect[] {
  const table = `ALTER TABLE ${qualified(relation)}`;
  return cmds.map((node) => ('AlterTableCmd' in node ? alteration(table, node.AlterTableCmd) : irreversible));
}

function alteration(table: string, { subtype, name = '', def }: AlterTableCmd): Effect {
  const column = `${table} ALTER COLUMN ${quoteIdentifier(name)}`;
  switch (subtype) {
    case 'AT_AddColumn':
      return addedColumn(table, def && 'ColumnDef' in def ? def.ColumnDef : {});
    case 'AT_SetNotNull':
      return needsDown(`${column} DROP NOT NULL;`);
    case 'AT_DropNotNull':
      return needsDown(`${column} SET NOT NULL;`);
    case 'AT_ColumnDefault':
      // The default before is not in the statement.
      return def ? safe(null) : needsDown(null);
    case 'AT_AddConstraint': {
      const constraint = def && 'Constraint' in def ? def.Constraint.conname : undefined;
      return needsDown(constraint ? `${table} DROP CONSTRAINT ${quoteIdentifier(constraint)};` : null);
    }
    case 'AT_DropConstraint':
      return safe(null);
    case 'AT_ValidateConstraint':
    case 'AT_SetStatistics':
      return nothing;
    case 'AT_DropColumn':
    case 'AT_AlterColumnType':
    case 'AT_DropExpression':
    case undefined:
      return irreversible;
    default:
      return needsDown(null);
  }
}

const SERIAL = /^(small|big)?serial\d?$/;

function addedColumn(table: string, { colname = '', constraints = [], typeName }: ColumnDef): Effect {
  const kinds = constraints.map((node) => ('Constraint' in node ? node.Constraint.contype : undefined));
  const isFilled =
    kinds.some((kind) => kind === 'CONSTR_DEFAULT' || kind === 'CONSTR_IDENTITY' || kind === 'CONSTR_GENERATED') ||
    (typeName?.names ?? []).some((node) => 'String' in node && SERIAL.test(node.String.sval ?? ''));
  const isRequired = kinds.some((kind) => kind === 'CONSTR_NOTNULL' || kind === 'CONSTR_PRIMARY');
  const reverse = `${table} DROP COLUMN ${quoteIdentifier(colname)};`;
  // The earlier code writes rows without it.
  return isRequired && !isFilled ? needsDown(reverse) : safe(reverse);
}
