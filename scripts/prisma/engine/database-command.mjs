import pg from 'pg';
import { readUrl, withDatabase } from './connection-url.mjs';

/** PostgreSQL's and the system's error codes → Prisma's (prisma.io/docs/orm/reference/error-reference). */
const PRISMA_CODES = {
  '28P01': 'P1000',
  28000: 'P1010',
  '3D000': 'P1003',
  ECONNREFUSED: 'P1001',
  ENOTFOUND: 'P1001',
  ETIMEDOUT: 'P1002',
};

const STATEMENTS = {
  'create-database': (name) => `CREATE DATABASE ${name}`,
  'drop-database': (name) => `DROP DATABASE ${name}`,
};

/** `cli can-connect-to-database | create-database | drop-database`; answers with the exit code. */
export async function runDatabaseCommand(command, url) {
  // Prisma's command line drops the first line of stderr.
  process.stderr.write('\n');
  try {
    await run(command, url);
    return 0;
  } catch (error) {
    report(error);
    return 1;
  }
}

async function run(command, url) {
  const { connectionString, database } = readUrl(url);
  const statement = STATEMENTS[command];
  // Nobody can create or drop the database that they are connected to.
  const client = new pg.Client({
    connectionString: statement ? withDatabase(connectionString, 'postgres') : connectionString,
  });
  await client.connect();
  try {
    if (statement) await client.query(statement(pg.escapeIdentifier(database)));
  } finally {
    await client.end();
  }
}

function report(error) {
  const fields = {
    message: error.message || String(error.code),
    is_panic: false,
    error_code: PRISMA_CODES[error.code],
  };
  const line = { timestamp: new Date().toISOString(), level: 'ERROR', target: 'schema_engine::logger', fields };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
