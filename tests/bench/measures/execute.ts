import pg from 'pg';
import { execute as executeCommand } from '@/lib/log/execute';
import { COMMANDER } from '@/tests/setup/log-world';
import { BARE_CHANNEL } from '../lib/bare-channel';
import type { Figure, Measure } from '../lib/figures';
import { failedIncident } from '../lib/long-timeline';
import type { Stage } from '../lib/stage';
import { median } from '../lib/statistics';

const INCIDENTS = 20;
/** How long each kind works before it is the other's turn, and how many turns count. */
const TURN_MS = 700;
const ROUNDS = 5;

/** How many commands a second the log takes. */
export const execute: Measure = {
  id: 'execute',
  title: 'commands executed',
  method: `Notes added by one process, one after another on each incident; median of ${ROUNDS} turns of ${TURN_MS} ms. Base: BEGIN, INSERT, NOTIFY, COMMIT on as many connections.`,
  async run(stage) {
    const incidents = await Promise.all(Array.from({ length: INCIDENTS }, () => failedIncident(stage.world.serviceId)));
    const bare = await openBare(stage);
    try {
      return [
        await compare('on one incident', incidents.slice(0, 1), bare.slice(0, 1)),
        await compare(`over ${INCIDENTS} incidents`, incidents, bare),
      ];
    } finally {
      await Promise.all(bare.map((client) => client.end()));
    }
  },
};

async function compare(name: string, incidents: string[], clients: pg.Client[]): Promise<Figure> {
  const ours: number[] = [];
  const base: number[] = [];
  // The first round warms up connections and plans.
  for (let round = 0; round <= ROUNDS; round++) {
    const [a, b] = [await perSecond(incidents, note), await perSecond(clients, insert)];
    if (round === 0) continue;
    ours.push(a);
    base.push(b);
  }
  return { name, value: median(ours), unit: '/s', base: { name: 'bare transactions', value: median(base) } };
}

/** Works on all targets at the same time for one turn. */
async function perSecond<T>(targets: T[], work: (target: T, n: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  await Promise.all(
    targets.map(async (target) => {
      for (; performance.now() < began + TURN_MS; done++) await work(target, done);
    }),
  );
  return (done / (performance.now() - began)) * 1_000;
}

async function note(incidentId: string, n: number): Promise<void> {
  const done = await executeCommand(incidentId, { type: 'note.add', text: `Bench ${n}` }, COMMANDER, {
    outbox: async () => undefined,
  });
  if (!done.ok) throw new Error(`a note was refused: ${done.refusal.code}`);
}

async function insert(client: pg.Client, n: number): Promise<void> {
  await client.query('BEGIN');
  await client.query('INSERT INTO bench_rows (payload) VALUES ($1)', [`Bench ${n}`]);
  await client.query('SELECT pg_notify($1, $2)', [BARE_CHANNEL, `${n} {}`]);
  await client.query('COMMIT');
}

async function openBare({ world }: Stage): Promise<pg.Client[]> {
  const clients = Array.from({ length: INCIDENTS }, () => new pg.Client({ connectionString: world.databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query('CREATE TABLE IF NOT EXISTS bench_rows (id serial PRIMARY KEY, payload text NOT NULL)');
  return clients;
}
