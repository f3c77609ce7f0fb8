import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { fold } from '@/lib/domain/fold';
import { execute } from '@/lib/log/execute';
import { readEvents } from '@/lib/log/read';
import { readState } from '@/lib/log/read-state';
import {
  COMMANDER,
  declaration,
  finishRun,
  type LogWorld,
  makeLogWorld,
  note,
  prepareRun,
  startCommand,
  startRun,
} from '../setup/log-world';

let world: LogWorld;
beforeAll(async () => {
  world = await makeLogWorld();
});
afterAll(() => world?.end());

describe('the writer of events', () => {
  it('takes the number of a declared incident from the sequence and stores its columns', async () => {
    const [first, second] = [await world.declare(), await world.declare()];
    const rows = await db().incident.findMany({ where: { id: { in: [first, second] } }, orderBy: { number: 'asc' } });
    expect(rows.map(({ number }) => number)).toEqual([rows[0]?.number, (rows[0]?.number ?? 0) + 1]);
    expect(rows[0]).toMatchObject({
      title: 'Checkout answers 500',
      class: 'urgent',
      status: 'open',
      lastSeq: 1,
      commander: 'Léa Martin',
    });
  });

  it('answers a refusal, and writes nothing', async () => {
    const incidentId = await world.declare();
    const before = await db().event.count();
    const refused = await execute(incidentId, startCommand(randomUUID()), COMMANDER);
    expect(refused.ok).toBe(false);
    expect(await execute(randomUUID(), note('into the void'), COMMANDER)).toMatchObject({ ok: false });
    expect(await db().event.count()).toBe(before);
  });

  it('declares an incident once when two processes try at the same time', async () => {
    const incidentId = randomUUID();
    const both = await Promise.all([1, 2].map(() => execute(incidentId, declaration(world.service), COMMANDER)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'already_declared' } });
  });

  it('stores the state that a fold of the log gives', async () => {
    const incidentId = await world.declare();
    await finishRun(world, incidentId, await startRun(world, incidentId));
    await world.does(incidentId, note('Looks better'));
    const events = await readEvents(db(), incidentId);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort());
    expect(await readState(incidentId)).toEqual(JSON.parse(JSON.stringify(fold(events))));
    expect(await db().resourceLock.count()).toBe(0);
  });

  it('folds again when the stored state has another version', async () => {
    const incidentId = await world.declare();
    await db().incident.update({ where: { id: incidentId }, data: { stateVersion: 0, state: { stateVersion: 0 } } });
    expect((await readState(incidentId))?.title).toBe('Checkout answers 500');
    const { state } = await world.does(incidentId, note('After the deployment'));
    expect(state.lastSeq).toBe(2);
    expect(await readState(incidentId)).toEqual(JSON.parse(JSON.stringify(state)));
  });
});

describe('a lock on a real thing', () => {
  it('lets one of two incidents win, names the holder to the other, and is free again at the end', async () => {
    const [first, second] = [await world.declare(), await world.declare()];
    await Promise.all([prepareRun(world, first), prepareRun(world, second)]);
    const runs = { [first]: randomUUID(), [second]: randomUUID() };
    const start = (incidentId: string) => execute(incidentId, startCommand(runs[incidentId] ?? ''), COMMANDER);
    const started = await Promise.all([start(first), start(second)]);
    expect(started.filter(({ ok }) => ok)).toHaveLength(1);
    const [winner, loser] = started[0].ok ? [first, second] : [second, first];
    const { number } = await db().incident.findUniqueOrThrow({ where: { id: winner }, select: { number: true } });
    expect(started.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'resource_locked', params: { number, resource: 'git:shop#main' } },
    });
    expect((await readState(loser))?.run).toBeNull();

    await finishRun(world, winner, runs[winner] ?? '');
    const claim = await db().runClaim.findUniqueOrThrow({ where: { runId: runs[winner] ?? '' } });
    expect(claim.finishedAt).not.toBeNull();
    expect(await start(loser)).toMatchObject({ ok: true });
    await finishRun(world, loser, runs[loser] ?? '');
  });
});

describe('jobs', () => {
  const waiting = (name: string, incidentId: string) =>
    db().$queryRaw<{ data: Record<string, string>; key: string | null }[]>`
      SELECT data, singleton_key AS key FROM pgboss.job WHERE name = ${name} AND data->>'incidentId' = ${incidentId}`;

  it('are sent with the events that ask for them, one for each run and incident', async () => {
    const incidentId = await world.declare();
    const runId = await startRun(world, incidentId);
    await world.does(incidentId, { type: 'run.pause', runId });
    expect(await waiting('run.advance', incidentId)).toEqual([{ data: { incidentId, runId }, key: runId }]);
    expect(await waiting('checks.sample', incidentId)).toEqual([{ data: { incidentId }, key: incidentId }]);
    const [message] = await waiting('message.deliver', incidentId);
    expect(message?.data).toEqual({ incidentId, messageId: expect.any(String), channelId: 'ch-hook' });
    await finishRun(world, incidentId, runId).catch(() => undefined);
  });

  it('are not sent when the transaction fails', async () => {
    const incidentId = await world.declare();
    const outbox = async () => {
      throw new Error('the queue is gone');
    };
    await expect(execute(incidentId, note('lost?'), COMMANDER, { outbox })).rejects.toThrow('the queue is gone');
    expect((await readState(incidentId))?.lastSeq).toBe(1);
  });
});
