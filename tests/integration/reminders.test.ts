import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { readEvents } from '@/lib/log/read';
import { getBoss } from '@/lib/queue/boss';
import { wind } from '@/lib/runs/clockwork';
import { remindRooms } from '@/lib/runs/remind';
import { startWorker } from '@/lib/runs/worker';
import { type LogWorld, makeLogWorld } from '../setup/log-world';
import { until } from '../setup/until';

const QUEUE = 'incidents.remind';
const MINUTE_MS = 60_000;
const going = new AbortController().signal;

let world: LogWorld;
beforeAll(async () => {
  world = await makeLogWorld();
});
afterAll(() => world?.end());
/** What an earlier test declared is nobody's concern any more. */
afterEach(async () => {
  await db().incident.updateMany({ data: { status: 'closed' } });
});

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Moves everything that an incident has seen so many minutes into the past. */
async function age(incidentId: string, minutes: number): Promise<void> {
  const row = await db().incident.findUniqueOrThrow({ where: { id: incidentId } });
  const moved = JSON.parse(JSON.stringify(row.state), (_, value: unknown) =>
    typeof value === 'string' && ISO.test(value)
      ? new Date(Date.parse(value) - minutes * MINUTE_MS).toISOString()
      : value,
  ) as Prisma.InputJsonValue;
  await db().incident.update({ where: { id: incidentId }, data: { state: moved } });
}

/** Which reminders were raised and with what, in order. */
async function raised(incidentId: string): Promise<string[]> {
  const events = await readEvents(db(), incidentId);
  return events.flatMap(({ type, data, actor }) =>
    type === 'reminder.raised' && actor.kind === 'system' ? [`${actor.name}: ${data.reminder} ${data.detail}`] : [],
  );
}

async function announced(): Promise<string> {
  const incidentId = await world.declare();
  const messageId = randomUUID();
  await world.does(incidentId, {
    type: 'message.mark_sent',
    messageId,
    kind: 'start',
    locale: 'en',
    body: 'We roll back.',
    where: 'the hall',
  });
  return incidentId;
}

describe('a round of reminders', () => {
  it('says nothing while nothing is due', async () => {
    const incidentId = await world.declare();
    await remindRooms(going);
    expect(await raised(incidentId)).toEqual([]);
  });

  it('reminds once of an incident that nobody took up, even when two rounds meet', async () => {
    const incidentId = await world.declare();
    await age(incidentId, 6);
    await Promise.all([remindRooms(going), remindRooms(going)]);
    await remindRooms(going);
    expect((await raised(incidentId)).sort()).toEqual([
      'scheduler: nobody_commands 6',
      'scheduler: phase_over_budget 4',
    ]);
  });

  it('asks for word every twenty minutes, and no more often', async () => {
    const incidentId = await announced();
    const asked = async () => (await raised(incidentId)).filter((line) => line.includes('no_update'));
    await age(incidentId, 21);
    await remindRooms(going);
    await age(incidentId, 10);
    await remindRooms(going);
    expect(await asked()).toEqual(['scheduler: no_update 21']);
    await age(incidentId, 10);
    await remindRooms(going);
    expect(await asked()).toEqual(['scheduler: no_update 21', 'scheduler: no_update 41']);
  });

  it('leaves closed incidents alone', async () => {
    const incidentId = await world.declare();
    await age(incidentId, 6);
    await db().incident.update({ where: { id: incidentId }, data: { status: 'closed' } });
    await remindRooms(going);
    expect(await raised(incidentId)).toEqual([]);
  });

  it('reminds the others when one incident cannot be read', async () => {
    const [broken, sound] = [await world.declare(), await world.declare()];
    await age(sound, 6);
    await db().incident.update({ where: { id: broken }, data: { state: { status: 'open', messages: null } } });
    await remindRooms(going);
    expect(await raised(sound)).toHaveLength(2);
  });

  it('ends at once when the worker stops', async () => {
    const incidentId = await world.declare();
    await age(incidentId, 6);
    await remindRooms(AbortSignal.abort());
    expect(await raised(incidentId)).toEqual([]);
  });
});

describe('the clockwork', () => {
  const jobs = () =>
    db().$queryRaw<{ state: string; slot: Date }[]>`
      SELECT state::text, singleton_on AS slot FROM pgboss.job WHERE name = ${QUEUE} ORDER BY singleton_on`;

  it('asks for one round in each slot, however many workers wind it', async () => {
    const boss = await getBoss();
    await Promise.all(Array.from({ length: 20 }, () => wind(boss)));
    const asked = await jobs();
    // Two when the slot changed in between; never one for each that asked.
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(new Set(asked.map(({ slot }) => slot.getTime())).size).toBe(asked.length);
  });

  it('goes on after a worker that died in the middle of a round', async () => {
    const incidentId = await world.declare();
    await age(incidentId, 6);
    const boss = await getBoss();
    await wind(boss);
    expect(await boss.fetch(QUEUE)).toHaveLength(1);
    // The dead one was last heard of a minute ago, in an earlier slot.
    await db().$executeRaw`
      UPDATE pgboss.job SET singleton_on = singleton_on - interval '2 hours', started_on = started_on - interval '1 minute',
        heartbeat_on = now() - interval '1 minute'
      WHERE name = ${QUEUE}`;
    const worker = await startWorker();
    try {
      await until('the reminders', async () => (await raised(incidentId)).length === 2);
    } finally {
      await worker.stop();
    }
    expect((await jobs())[0]?.state).toBe('failed');
  });
});
