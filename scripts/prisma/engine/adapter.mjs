import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';

/** PostgreSQL's oids of "char" (a one-byte catalogue type) and text. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/** One connection, because the engine holds an advisory lock in its session. */
export async function openAdapter({ connectionString, schema }) {
  const url = new URL(connectionString);
  if (schema && schema !== 'public') url.searchParams.set('options', `-c search_path="${schema}"`);
  const pool = { connectionString: url.href, max: 1, idleTimeoutMillis: 0, application_name: 'prisma-schema-engine' };
  const adapter = fitForMigrations(await new PrismaPg(pool, { schema }).connect());
  return disposableOnce(adapter);
}

/** The stock adapter is made for queries; the engine also reads the catalogue and runs whole scripts. */
function fitForMigrations(adapter) {
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  let charColumns = [];

  // The adapter refuses "char" columns, which the catalogue has: read them as text, then say what they were.
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    charColumns = [];
    result.fields.forEach((field, index) => {
      if (field.dataTypeID !== CHAR_OID) return;
      field.dataTypeID = TEXT_OID;
      charColumns.push(index);
    });
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  // The adapter splits scripts at each semicolon, which cuts functions in two: send them whole.
  adapter.executeScript = async (sql) => {
    try {
      await adapter.client.query(sql);
    } catch (error) {
      adapter.onError(error);
    }
  };
  if (adapter.startTransaction) {
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => fitForMigrations(await startTransaction(isolation));
  }
  return adapter;
}

/** The engine and `serve` both close what was opened; the pool may be ended only once. */
function disposableOnce(adapter) {
  const dispose = adapter.dispose.bind(adapter);
  let disposed;
  adapter.dispose = () => {
    disposed ??= dispose();
    return disposed;
  };
  return adapter;
}
