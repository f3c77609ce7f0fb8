import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How long those that write may take to be gone. */
const CUT_MS = 10_000;
const LOOK_MS = 20;

/** Real databases behind instances and snapshots: each has one of its own in one PostgreSQL server. */
export interface Copies {
  /** Name of the database behind an instance or a snapshot. */
  nameOf(kind: 'db' | 'snapshot', id: string): string;
  /** Address of such a database, as the server's superuser. */
  urlOf(name: string): string;
  /** An empty one, unless it is there; then it is opened again, as a copy that was cut short leaves its source closed. */
  create(name: string): Promise<void>;
  /** The same without making one: whether it is there. */
  reopen(name: string): Promise<boolean>;
  /**
   * A whole copy of another one, as of the moment that is answered: nothing written later is in it. Nobody is connected
   * to the source meanwhile, which is what PostgreSQL asks for ("no other sessions can be connected to the source database
   * while it is being copied", "Template Databases"): those who were are cut off and have to connect again.
   */
  copy(source: string, target: string): Promise<Date>;
}

/** `server` is the address of any database of the server, as its superuser. */
export function copiesIn(server: string, prefix: string): Copies {
  const admin = <T>(work: (client: pg.Client) => Promise<T>) => withClient(server, work);
  const reopen = async (client: pg.Client, name: string) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 1) await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} ALLOW_CONNECTIONS true`);
    return rowCount === 1;
  };
  // Two copies of one database at a time would each open it to others while the other one is at work.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    nameOf: (kind, id) => `${prefix}_${kind}_${id}`.slice(0, 63),
    urlOf: (name) => Object.assign(new URL(server), { pathname: `/${name}` }).href,
    create: (name) =>
      admin(async (client) => {
        if (!(await reopen(client, name))) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      }),
    copy: (source, target) =>
      inTurn(() =>
        admin(async (client) => {
          const [from, to] = [source, target].map((name) => pg.escapeIdentifier(name));
          await client.query(`ALTER DATABASE ${from} ALLOW_CONNECTIONS false`);
          try {
            const at = await cutOff(client, source);
            await client.query(`CREATE DATABASE ${to} TEMPLATE ${from}`);
            return at;
          } finally {
            await client.query(`ALTER DATABASE ${from} ALLOW_CONNECTIONS true`);
          }
        }),
      ),
    reopen: (name) => admin((client) => reopen(client, name)),
  };
}

/** Answers with the server's time once nobody is connected any more, to the next millisecond. */
async function cutOff(client: pg.Client, database: string): Promise<Date> {
  for (const deadline = Date.now() + CUT_MS; ; await sleep(LOOK_MS)) {
    const { rows } = await client.query<{ at: Date; left: boolean }>(
      `SELECT clock_timestamp() + interval '1 millisecond' AS at,
        count(pg_terminate_backend(pid)) > 0 AS left FROM pg_stat_activity WHERE datname = $1`,
      [database],
    );
    if (rows[0] && !rows[0].left) return rows[0].at;
    if (Date.now() > deadline) throw new Error(`${database} is still in use`);
  }
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CUT_MS });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
