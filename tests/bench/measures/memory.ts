import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { runConsole } from '../lib/console';
import { EMPTY_SERVER } from '../lib/empty-server';
import type { Figure, Measure } from '../lib/figures';
import { startHelper } from '../lib/helper';
import { failedIncident } from '../lib/long-timeline';
import { SESSION_COOKIE } from '../lib/people';
import { get } from '../lib/requests';
import { rssMb } from '../lib/rss';
import type { Stage } from '../lib/stage';
import type { ClientsQuestion, Receipts } from '../sse-clients';

const CROWDS = [200, 1_000] as const;
const SETTLE_MS = 2_000;
const ROOMS_OPENED = 20;
/** In the reference for the interface: a peer of the same stack took 620 to 830 MB. */
const GOAL_MB = 300;

/** What a console of its own keeps in memory. */
export const memory: Measure = {
  id: 'memory',
  title: 'memory of the console, pages and worker in one process',
  method: 'Resident set of a fresh process. Base for idle: an empty Node server.',
  async run(stage) {
    const { build, secret, world, endings } = stage;
    const console = await runConsole({ build, secret, databaseUrl: world.databaseUrl, dataDir: world.dataDir });
    endings.defer(() => console.stop());
    try {
      return await measure(stage, console);
    } finally {
      await console.stop();
    }
  },
};

async function measure(stage: Stage, console: { url: string; pid: number }): Promise<Figure[]> {
  const goal = { name: 'goal', value: GOAL_MB };
  const idle = await settled(console.pid);
  const figures: Figure[] = [
    { name: 'idle', value: idle, unit: 'MB', base: { name: 'empty Node server', value: await bareMb(stage) } },
  ];
  const incidentId = await failedIncident(stage.world.serviceId, 100);
  for (let n = 0; n < ROOMS_OPENED; n++)
    await get(`${console.url}/incidents/${incidentId}`, `${SESSION_COOKIE}=${stage.people[0]}`);
  figures.push({ name: `after ${ROOMS_OPENED} rooms`, value: await settled(console.pid), unit: 'MB', base: goal });
  for (const count of CROWDS) {
    const value = await withClients(stage, `${console.url}/api/incidents/${incidentId}/stream?after=0`, count, () =>
      settled(console.pid),
    );
    figures.push({ name: `with ${count} clients`, value, unit: 'MB', base: goal });
  }
  return figures;
}

async function settled(pid: number): Promise<number> {
  await sleep(SETTLE_MS);
  return rssMb(pid);
}

/** While `count` people look at the room and have read all of its events. */
async function withClients(stage: Stage, url: string, count: number, work: () => Promise<number>): Promise<number> {
  const clients = startHelper<ClientsQuestion, Receipts>('sse-clients.ts');
  stage.endings.defer(() => clients.stop());
  try {
    await clients.ask({
      open: stage.people.slice(0, count).map((value) => ({ url, cookie: `${SESSION_COOKIE}=${value}` })),
    });
    return await work();
  } finally {
    await clients.stop();
  }
}

async function bareMb({ endings }: Stage): Promise<number> {
  const child = spawn(process.execPath, ['-e', EMPTY_SERVER], { env: { ...process.env, PORT: '0' }, stdio: 'ignore' });
  endings.defer(() => child.kill('SIGKILL'));
  const value = await settled(child.pid ?? 0);
  child.kill('SIGKILL');
  return value;
}
