import { gunzipSync } from 'node:zlib';
import type { Figure, Measure } from '../lib/figures';
import { longIncident } from '../lib/long-timeline';
import { SESSION_COOKIE } from '../lib/people';
import { type Answered, getMany, serveBare } from '../lib/requests';
import type { Stage } from '../lib/stage';
import { median, quantile } from '../lib/statistics';

const EVENTS = 10_000;
const REQUESTS = 30;

/** What the server needs for a room with a long timeline. */
export const room: Measure = {
  id: 'room',
  title: `the room with ${EVENTS.toLocaleString('en')} events`,
  method: `${REQUESTS} requests one after another, gzipped. Base: the same bytes from the bare server.`,
  async run(stage) {
    const incidentId = await longIncident(stage.world.serviceId, EVENTS);
    const page = await ask(stage, `/incidents/${incidentId}`);
    const snapshot = await ask(stage, `/api/incidents/${incidentId}/snapshot`);
    return [...figures('HTML', page), ...figures('snapshot', snapshot).filter(({ name }) => !name.includes('first'))];
  },
};

interface Asked {
  ours: Answered[];
  bare: Answered[];
}

async function ask({ console, bareUrl, people }: Stage, path: string): Promise<Asked> {
  const cookie = `${SESSION_COOKIE}=${people[0]}`;
  const ours = await getMany(`${console.url}${path}`, cookie, REQUESTS);
  if (ours[0]) await serveBare(bareUrl, ours[0]);
  return { ours, bare: await getMany(`${bareUrl}/document`, '', REQUESTS) };
}

function figures(what: string, { ours, bare }: Asked): Figure[] {
  const time = (name: string, of: (answer: Answered) => number, part = 0.5): Figure => ({
    name: `${what}, ${name}`,
    value: quantile(ours.map(of), part),
    unit: 'ms',
    base: { name: 'bare server', value: quantile(bare.map(of), part) },
  });
  const raw = ours.map(({ body, encoding }) => (encoding === 'gzip' ? gunzipSync(body) : body).length);
  return [
    time('first byte', ({ firstByteMs }) => firstByteMs),
    time('whole, median', ({ wholeMs }) => wholeMs),
    time('whole, p95', ({ wholeMs }) => wholeMs, 0.95),
    {
      name: `${what}, size on the wire`,
      value: median(ours.map(({ body }) => body.length)) / 1_000,
      unit: 'kB',
      note: `${Math.round(median(raw) / 1_000)} kB unpacked`,
    },
  ];
}
