import { setTimeout as sleep } from 'node:timers/promises';
import { readState } from '@/lib/log/read-state';
import type { Figure, Measure } from '../lib/figures';
import { type Helper, startHelper } from '../lib/helper';
import { SESSION_COOKIE } from '../lib/people';
import type { Stage } from '../lib/stage';
import { quantile } from '../lib/statistics';
import { bareWriter, noteWriter, type Writer } from '../lib/writers';
import type { ClientsQuestion, Receipts } from '../sse-clients';

type Clients = Helper<ClientsQuestion, Receipts>;

/** Crowds, how many events each is told, and the pause between two events. */
const CROWDS = [
  { clients: 1, events: 60, gapMs: 15, rounds: 2 },
  { clients: 200, events: 30, gapMs: 60, rounds: 2 },
  { clients: 1_000, events: 20, gapMs: 250, rounds: 1 },
] as const;
type Crowd = (typeof CROWDS)[number];
/** Until those who came are announced to those who were there. */
const SETTLE_MS = 1_500;
const LAST_ARRIVES_WITHIN_MS = 3_000;

interface Heard {
  latenciesMs: number[];
  expected: number;
}

/** From commit to a parsed message, for crowds of live clients, beside a bare relay in turns. */
export const sse: Measure = {
  id: 'sse',
  title: 'an event reaches live clients',
  method:
    'From just before NOTIFY and COMMIT until one other process, which holds all clients, parsed the message; its own work counts. Base: NOTIFY relayed by bare Node.',
  async run(stage) {
    const clients = startHelper<ClientsQuestion, Receipts>('sse-clients.ts');
    stage.endings.defer(() => clients.stop());
    const incidentId = await stage.world.declare();
    const bare = await bareWriter(stage.world.databaseUrl);
    try {
      const figures: Figure[] = [];
      for (const crowd of CROWDS)
        figures.push(...(await measure(stage, clients, crowd, noteWriter(incidentId), bare, incidentId)));
      return figures;
    } finally {
      await bare.end();
      await clients.stop();
    }
  },
};

async function measure(
  stage: Stage,
  clients: Clients,
  crowd: Crowd,
  notes: Writer,
  bare: Writer,
  incidentId: string,
): Promise<Figure[]> {
  const ours: Heard = { latenciesMs: [], expected: 0 };
  const base: Heard = { latenciesMs: [], expected: 0 };
  const members = stage.people.slice(0, crowd.clients);
  for (let round = 0; round < crowd.rounds; round++) {
    const lastSeq = (await readState(incidentId))?.lastSeq ?? 0;
    const url = `${stage.console.url}/api/incidents/${incidentId}/stream?after=${lastSeq}`;
    const room = members.map((value) => ({ url, cookie: `${SESSION_COOKIE}=${value}` }));
    add(ours, await listen(clients, room, crowd, notes));
    const relay = members.map(() => ({ url: `${stage.bareUrl}/stream`, cookie: '' }));
    add(base, await listen(clients, relay, crowd, bare));
  }
  const name = `${crowd.clients} client${crowd.clients > 1 ? 's' : ''}`;
  const note = `${ours.latenciesMs.length} of ${ours.expected} delivered (bare: ${base.latenciesMs.length} of ${base.expected})`;
  return [figure(`${name}, median`, 0.5, ours, base, note), figure(`${name}, p99`, 0.99, ours, base)];
}

function figure(name: string, part: number, ours: Heard, base: Heard, note?: string): Figure {
  const bare = { name: 'bare relay', value: quantile(base.latenciesMs, part) };
  return { name, value: quantile(ours.latenciesMs, part), unit: 'ms', base: bare, ...(note ? { note } : {}) };
}

/** Opens the crowd's streams, commits events one after another, and hears when each client parsed each of them. */
async function listen(
  clients: Clients,
  open: { url: string; cookie: string }[],
  { events, gapMs }: Crowd,
  writer: Writer,
): Promise<Heard> {
  await clients.ask({ open });
  await sleep(SETTLE_MS);
  await clients.ask({ take: true });
  const sentAtMs = new Map<number, number>();
  for (let n = 0; n < events; n++) {
    const { id, atMs } = await writer.write(`bench ${n}`);
    sentAtMs.set(id, atMs);
    await sleep(gapMs);
  }
  const expected = events * open.length;
  const receipts: Receipts = [];
  for (const deadline = performance.now() + LAST_ARRIVES_WITHIN_MS; performance.now() < deadline; await sleep(50)) {
    receipts.push(...(await clients.ask({ take: true })).filter(({ id }) => sentAtMs.has(id)));
    if (receipts.length >= expected) break;
  }
  await clients.ask({ close: true });
  return { latenciesMs: receipts.map(({ id, atMs }) => atMs - (sentAtMs.get(id) ?? Number.NaN)), expected };
}

function add(sum: Heard, more: Heard): void {
  sum.latenciesMs.push(...more.latenciesMs);
  sum.expected += more.expected;
}
