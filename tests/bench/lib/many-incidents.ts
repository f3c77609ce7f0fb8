import pg from 'pg';
import { fold } from '@/lib/domain/fold';
import { incidentColumns } from '@/lib/log/projections';
import { GENESIS_HASH } from '@/lib/log/seal';
import { buildEvents } from '@/tests/setup/room/room';

const SERVICES = 40;
const OPEN = 30;
/** Three years, so that times differ. */
const SPREAD_SECONDS = 3 * 365 * 86_400;

/** Fills a database with `count` incidents over 40 services, 30 of them open, all with the state of one real one. */
export async function seedManyIncidents(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO services (id, slug, name, environment, owner, stability, updated_at)
       SELECT 'service-' || n, 'service-' || n, 'Service ' || n, 'production', 'Team ' || n % 7,
         '{"windowSeconds": 120, "intervalSeconds": 5}', now()
       FROM generate_series(1, $1) AS n`,
      [SERVICES],
    );
    await seedState(client, count, 'closed', count - OPEN);
    await seedState(client, count, 'plan', OPEN);
    await client.query('VACUUM ANALYZE incidents');
  } finally {
    await client.end();
  }
}

async function seedState(client: pg.Client, total: number, until: 'closed' | 'plan', count: number): Promise<void> {
  const state = fold(buildEvents({ until, notes: 20 }));
  if (!state) throw new Error('the fixture declares no incident');
  const columns = incidentColumns(state);
  const firstNumber = until === 'closed' ? 1 : total - count + 1;
  // Copied from a row it stays compressed, which is most of the work saved.
  await client.query('CREATE TEMP TABLE one (state jsonb)');
  await client.query('INSERT INTO one VALUES ($1)', [JSON.stringify(state)]);
  await client.query(
    `INSERT INTO incidents (id, number, service_id, title, class, status, phase, drill, commander_id, commander,
       declared_at, closed_at, outcome, last_seq, last_at, last_hash, state, state_version)
     SELECT 'incident-' || n, n, 'service-' || 1 + n % ${SERVICES}, $1 || ' ' || n,
       (ARRAY['urgent', 'planned', 'preventive'])[1 + n % 3], $2, $3, n % 9 = 0, $4, $5,
       at.declared, CASE WHEN $2 = 'closed' THEN at.declared + interval '12 minutes' END, $6, $7,
       at.declared + interval '12 minutes', $8, one.state, $9
     FROM one, generate_series($10::int, $10::int + $11::int - 1) AS n,
       LATERAL (SELECT now() - ($12::int - n) * ${SPREAD_SECONDS}.0 / $12::int * interval '1 second' AS declared) AS at`,
    [
      columns.title,
      columns.status,
      columns.phase,
      columns.commanderId,
      columns.commander,
      columns.outcome,
      columns.lastSeq,
      GENESIS_HASH,
      columns.stateVersion,
      firstNumber,
      count,
      total,
    ],
  );
  await client.query('DROP TABLE one');
}
