import pg from 'pg';
import { until } from '../until';

/** Where a process stands exactly before it writes an event of this type. */
export interface Gate {
  /** Resolves once somebody waits at it. */
  reached(): Promise<void>;
  open(): Promise<void>;
}

const TRIGGER = `
  CREATE TABLE test_gates (incident_id text, type text, about text, key int);
  CREATE FUNCTION test_gate() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE gate int;
  BEGIN
    SELECT key INTO gate FROM test_gates
      WHERE incident_id = NEW.incident_id AND type = NEW.type AND strpos(NEW.payload, about) > 0;
    IF gate IS NOT NULL THEN PERFORM pg_advisory_xact_lock_shared(gate); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER test_gate BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION test_gate();`;

/** Other tests' databases on the same server have locks by the same numbers. */
const WAITING = `
  SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database AND datname = current_database()
  WHERE locktype = 'advisory' AND NOT granted AND classid = 0 AND objid = $1`;

/**
 * Gates in a test's own database: a trigger on the log waits for a lock that the test's connection holds, so whoever
 * appends stands inside its transaction, with nothing of it committed. A restart of the database opens them all.
 */
export class Gates {
  private lastKey = 0;
  private asking: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly url: string,
    private client: pg.Client,
  ) {}

  static async install(url: string): Promise<Gates> {
    const gates = new Gates(url, await connected(url));
    await gates.client.query(TRIGGER);
    return gates;
  }

  /** `about`: text that the event holds, such as a step's id; every event of the type by default. */
  async close(incidentId: string, type: string, about = incidentId): Promise<Gate> {
    const key = ++this.lastKey;
    await this.ask('SELECT pg_advisory_lock($1)', [key]);
    await this.ask('INSERT INTO test_gates VALUES ($1, $2, $3, $4)', [incidentId, type, about, key]);
    const isReached = async () => {
      return (await this.ask(WAITING, [key])).rowCount === 1;
    };
    return {
      reached: async () => void (await until(`somebody before ${type}`, isReached, 90_000)),
      open: async () => void (await this.ask('SELECT pg_advisory_unlock($1)', [key])),
    };
  }

  /** Those that are still closed: the session of a killed process waits at one for ever, with the incident locked. */
  async openAll(): Promise<void> {
    await this.ask('SELECT pg_advisory_unlock_all()', []);
  }

  /** One connection holds all the locks, and it answers one question at a time. */
  private ask(sql: string, values: unknown[]): Promise<pg.QueryResult> {
    const answer = this.asking.then(() => this.client.query(sql, values));
    this.asking = answer.catch(() => undefined);
    return answer;
  }

  /** After a restart of the database, which let go of every lock. */
  async reconnect(): Promise<void> {
    await this.end();
    this.client = await connected(this.url);
  }

  async end(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // A restarted database ends it; the next query says so.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
