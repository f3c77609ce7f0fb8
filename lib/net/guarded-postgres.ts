import { Socket } from 'node:net';
import { Client, DatabaseError, type QueryResult } from 'pg';
import { guardedLookup } from './guarded-lookup';
import { refuseHost } from './guarded-socket';

/** What the server itself said no to; `code` is its SQLSTATE. */
export class PostgresRefusal extends Error {
  override readonly name = 'PostgresRefusal';
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** A value as the server writes it; null stands for NULL. */
export type PostgresValue = string | null;

const AS_TEXT = { getTypeParser: () => (value: string) => value };

/**
 * Asks a PostgreSQL of others one query, in a transaction that cannot write, and returns its first rows. Only a query
 * that a cursor can be opened for is taken, and only one. Each statement ends after `timeoutMs`; the signal ends the
 * connection. The host is looked at as that of every other request. Throws PostgresRefusal, RefusedAddressError, what
 * the network threw (see `failure.ts`), or a TypeError for an address that cannot be read.
 */
export async function readPostgres(
  url: string,
  { query, maxRows, timeoutMs, signal }: { query: string; maxRows: number; timeoutMs: number; signal: AbortSignal },
): Promise<PostgresValue[][]> {
  return connected(url, signal, async (client) => {
    await client.query('BEGIN READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`);
    // A named statement is prepared, and the server prepares no more than one: nothing can follow a semicolon.
    await client.query({ name: 'answer', text: `DECLARE answer NO SCROLL CURSOR FOR ${query}` });
    const text = `FETCH ${Math.ceil(maxRows)} FROM answer`;
    return (await client.query<PostgresValue[]>({ text, rowMode: 'array', types: AS_TEXT })).rows;
  });
}

/** One row, by the names of its columns. */
export type PostgresRow = Record<string, PostgresValue>;

/** One connection: a text may hold several statements, unless it has values; the answer is that of the last one. */
export type PostgresQuery = (text: string, values?: readonly PostgresValue[]) => Promise<PostgresRow[]>;

/** Works on a PostgreSQL of others over one connection, which the signal ends. Throws what `readPostgres` throws. */
export async function withPostgres<T>(
  url: string,
  signal: AbortSignal,
  work: (query: PostgresQuery) => Promise<T>,
): Promise<T> {
  return connected(url, signal, (client) =>
    work(async (text, values) => {
      const config = { text, types: AS_TEXT, ...(values === undefined ? {} : { values: [...values] }) };
      const result: QueryResult<PostgresRow> | QueryResult<PostgresRow>[] = await client
        .query<PostgresRow>(config)
        .catch((error: unknown) => {
          throw failureOf(error);
        });
      return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
    }),
  );
}

async function connected<T>(url: string, signal: AbortSignal, work: (client: Client) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const client = new Client({ connectionString: url, application_name: 'repli', stream: () => guardedStream(signal) });
  refuseHost(client.host);
  // A connection that breaks rejects what is under way; without a listener it would also end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw failureOf(error);
  } finally {
    if (signal.aborted) client.connection.stream.destroy();
    else await client.end();
  }
}

function failureOf(error: unknown): unknown {
  if (error instanceof DatabaseError) return new PostgresRefusal(error.message, error.code ?? '');
  // pg's own words for a connection that the server closed carry no code.
  const isClosed = error instanceof Error && error.message.startsWith('Connection terminated');
  return isClosed ? Object.assign(new Error(error.message, { cause: error }), { code: 'ECONNRESET' }) : error;
}

/** A socket to which pg says where to connect: a port and a host, or the path of a local socket. */
function guardedStream(signal: AbortSignal): Socket {
  const socket = new Socket({ signal });
  const connect = socket.connect.bind(socket);
  const guarded = (place: number | string, host?: string) =>
    typeof place === 'string'
      ? connect({ path: place })
      : connect({ port: place, host: host ?? 'localhost', lookup: guardedLookup() });
  return Object.assign(socket, { connect: guarded as Socket['connect'] });
}
