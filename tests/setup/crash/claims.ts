import pg from 'pg';

/** A run changing hands, on the database's clock. */
export interface Claimed {
  runId: string;
  fence: number;
  worker: string;
  atMs: number;
}

/** Writes down in the test's own database who took which run when. */
export interface ClaimHistory {
  /** Oldest first. */
  read(): Promise<Claimed[]>;
  nowMs(): Promise<number>;
  deadlocks(): Promise<number>;
  /** Keeps everybody from reading or changing claims from the moment that nobody else does, until it is released. */
  lock(): Promise<{ taken: Promise<void>; isWaitedFor(): Promise<boolean>; release(): Promise<void> }>;
  end(): Promise<void>;
}

const TRIGGER = `
  CREATE TABLE test_claims (n serial, run_id text, fence int, worker text, at timestamptz);
  CREATE FUNCTION test_claim() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO test_claims (run_id, fence, worker, at) VALUES (NEW.run_id, NEW.fence, NEW.worker, clock_timestamp());
    RETURN NULL;
  END $$;
  CREATE TRIGGER test_claimed AFTER INSERT ON run_claims FOR EACH ROW EXECUTE FUNCTION test_claim();
  CREATE TRIGGER test_reclaimed AFTER UPDATE ON run_claims FOR EACH ROW
    WHEN (OLD.fence IS DISTINCT FROM NEW.fence) EXECUTE FUNCTION test_claim();`;

/** Other tests' databases are clones, so their tables have the same numbers. */
const WAITERS = `(
  SELECT count(*)::int FROM pg_locks JOIN pg_database d ON d.oid = database AND datname = current_database()
  WHERE relation = 'run_claims'::regclass AND NOT granted)`;

const MS = (sql: string) => `(extract(epoch FROM ${sql}) * 1000)::float8`;

export async function recordClaims(url: string): Promise<ClaimHistory> {
  const client = await connected(url);
  const locker = await connected(url);
  await client.query(TRIGGER);
  const number = async (sql: string) =>
    (await client.query<{ n: number }>(`SELECT ${sql} AS n`)).rows[0]?.n ?? Number.NaN;
  return {
    async read() {
      const columns = `run_id AS "runId", fence, worker, ${MS('at')} AS "atMs"`;
      return (await client.query<Claimed>(`SELECT ${columns} FROM test_claims ORDER BY n`)).rows;
    },
    nowMs: () => number(MS('clock_timestamp()')),
    deadlocks: () => number('(SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database())'),
    async lock() {
      await locker.query('BEGIN');
      const taken = locker.query('LOCK TABLE run_claims IN ACCESS EXCLUSIVE MODE').then(() => undefined);
      return {
        taken,
        isWaitedFor: async () => (await number(WAITERS)) > 0,
        release: async () => void (await locker.query('ROLLBACK')),
      };
    },
    async end() {
      await client.end();
      await locker.end();
    },
  };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
