import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getService } from '@/lib/catalogue/read';
import { db } from '@/lib/db/client';
import type { ReadinessView } from '@/lib/domain/readiness';
import { homeServices } from '@/lib/incidents/read/home-services';
import { getBoss } from '@/lib/queue/boss';
import { lookAtService } from '@/lib/readiness/look';
import { readPrevention } from '@/lib/readiness/prevention';
import { readReadiness, readReadinessDays } from '@/lib/readiness/read';
import { lookAround } from '@/lib/readiness/round';
import { tryChannel } from '@/lib/readiness/try-channel';
import { wind } from '@/lib/runs/clockwork';
import { startWorker } from '@/lib/runs/worker';
import { until } from '../setup/until';
import { makeWorld, type World } from '../setup/world';

const going = new AbortController().signal;
const DAY_MS = 86_400_000;
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.end());
beforeEach(async () => {
  await db().contact.create({
    data: { id: 'k-1', serviceId: world.serviceId, role: 'on-call', name: 'Léa', phone: '+33 1', position: 0 },
  });
});
afterEach(async () => {
  await db().contact.deleteMany();
  await db().readiness.deleteMany();
  await db().readinessDay.deleteMany();
  await db().channelTrial.deleteMany();
});

async function lookNow(): Promise<ReadinessView> {
  expect(await lookAtService(world.serviceId, going)).toBe(true);
  return (await readReadiness(world.serviceId)) as ReadinessView;
}

/** Codes of what is not fine. */
const wrongIn = ({ findings }: ReadinessView) =>
  findings.filter(({ level }) => level !== 'ok').map(({ key }) => key.split('.').at(-1));

/** As if somebody had looked so many days ago. */
const age = (days: number) =>
  db().readiness.updateMany({
    data: { at: new Date(Date.now() - days * DAY_MS), since: new Date(Date.now() - days * DAY_MS) },
  });

describe('a look', () => {
  it('asks the platform and the checks, and finds what the catalogue lacks', async () => {
    const { verdict, findings, ...view } = await lookNow();
    expect(verdict).toBe('gaps');
    expect(wrongIn({ verdict, findings, ...view })).toEqual([
      'check_red',
      'channel_untried',
      'no_playbook',
      'never_practised',
    ]);
    const fine = findings.filter(({ level }) => level === 'ok').map(({ key }) => key);
    expect(fine).toEqual(
      expect.arrayContaining(['provider.git.branch_found', 'provider.git.push_allowed', 'readiness.finding.contacts']),
    );
    expect(view.outdated).toBe(false);
  });

  it('writes nothing to the remote', async () => {
    const before = world.remote.read('health');
    const head = await db().component.count();
    await lookNow();
    expect([world.remote.read('health'), await db().component.count()]).toEqual([before, head]);
  });

  it('is not ready where the platform cannot be reached, and tells a check that is red from one that cannot be asked', async () => {
    const { config } = await db().component.findUniqueOrThrow({ where: { id: world.componentId } });
    await db().component.update({
      where: { id: world.componentId },
      data: { config: { remote: 'file:///nowhere.git' } },
    });
    const checks = await db().check.findMany();
    await db().check.updateMany({ data: { config: {} } });
    try {
      const view = await lookNow();
      expect(view.verdict).toBe('not_ready');
      expect(wrongIn(view)).toContain('check_unanswered');
      expect(view.findings.find(({ subject }) => subject === 'web')).toMatchObject({
        level: 'fail',
        group: 'components',
      });
    } finally {
      await db().component.update({ where: { id: world.componentId }, data: { config: config as object } });
      for (const { id, config: own } of checks)
        await db().check.update({ where: { id }, data: { config: own as object } });
    }
  });

  it('keeps since when the verdict is what it is, and one verdict a day', async () => {
    await lookNow();
    await age(3);
    const same = await lookNow();
    expect(Date.now() - Date.parse(same.since)).toBeGreaterThan(2 * DAY_MS);
    await db().check.updateMany({ data: { required: false } });
    const turned = await lookNow();
    await db().check.updateMany({ data: { required: true } });
    expect(turned.verdict).toBe('not_ready');
    expect(turned.since).toBe(turned.at);
    const days = await readReadinessDays(world.serviceId);
    expect(days.map(({ verdict, fails }) => ({ verdict, fails }))).toEqual([{ verdict: 'not_ready', fails: 1 }]);
  });

  it('is false for a service that is not there', async () => {
    expect(await lookAtService('nowhere', going)).toBe(false);
  });

  it('keeps nothing that a shutdown cut off', async () => {
    await expect(lookAtService(world.serviceId, AbortSignal.abort(new Error('the worker stops')))).rejects.toThrow();
    expect(await readReadiness(world.serviceId)).toBeNull();
  });

  it('is what the home page shows', async () => {
    expect((await homeServices())[0]?.readiness).toBeNull();
    const { verdict, at } = await lookNow();
    expect((await homeServices())[0]?.readiness).toEqual({ verdict, at });
  });
});

describe('prevention', () => {
  const states = async () => {
    const service = await getService(world.serviceId);
    if (!service) throw new Error('no service');
    const { measures, at } = await readPrevention(service);
    return { at, states: Object.fromEntries(measures.map(({ name, state }) => [name, state])) };
  };

  it('is not known before the first look', async () => {
    expect((await states()).at).toBeNull();
    expect(new Set(Object.values((await states()).states))).toEqual(new Set(['unknown']));
  });

  it('misses two colours for code, needs no backup without data, and reads the checks as they are', async () => {
    await lookNow();
    expect((await states()).states).toEqual({
      ...{ blue_green: 'missing', canary: 'missing', backups: 'not_needed', images: 'not_needed' },
      ...{ secret_versions: 'not_needed', verification: 'gaps' },
    });
  });
});

describe('the round', () => {
  const lookedAt = async () => (await readReadiness(world.serviceId))?.at ?? null;

  it('looks at what nobody has looked at, at what changed, and again on the next day, but not in between', async () => {
    await lookAround(going);
    const first = await lookedAt();
    expect(first).not.toBeNull();
    await lookAround(going);
    expect(await lookedAt()).toBe(first);
    await db().service.update({ where: { id: world.serviceId }, data: { version: { increment: 1 } } });
    await lookAround(going);
    expect(await lookedAt()).not.toBe(first);
    await age(1);
    const yesterday = await lookedAt();
    await lookAround(going);
    expect(await lookedAt()).not.toBe(yesterday);
  });

  it('leaves a service alone while an incident is open on it', async () => {
    const incidentId = await world.declare();
    await lookAround(going);
    expect(await lookedAt()).toBeNull();
    await db().incident.update({ where: { id: incidentId }, data: { status: 'closed' } });
    await lookAround(going);
    expect(await lookedAt()).not.toBeNull();
  });

  it('comes round by itself on the queue', async () => {
    const worker = await startWorker();
    try {
      await wind(await getBoss());
      await until('a worker looked', lookedAt);
    } finally {
      await worker.stop();
    }
  });
});

describe('a finding that is put right from the page', () => {
  it('is gone once the test message arrived', async () => {
    const before = await lookNow();
    const finding = before.findings.find(({ fix }) => fix?.kind === 'try_channel');
    if (finding?.fix?.kind !== 'try_channel') throw new Error('no channel to try');
    expect(await tryChannel(finding.fix.channelId, 'en')).toMatchObject({
      ok: true,
      data: { lines: [{ tone: 'ok' }] },
    });
    const after = await lookNow();
    expect(wrongIn(after)).toEqual(wrongIn(before).filter((code) => code !== 'channel_untried'));
    expect(after.findings.map(({ key }) => key)).toContain('readiness.finding.channel_works');
  });

  it('comes back when the channel is set otherwise, and is another one when the message does not arrive', async () => {
    const channel = await db().channel.findFirstOrThrow();
    await tryChannel(channel.id, 'en');
    const config = { ...(channel.config as object), url: 'http://127.0.0.1:9/inbox' };
    await db().channel.update({ where: { id: channel.id }, data: { config } });
    expect(wrongIn(await lookNow())).toContain('channel_untried');
    expect(await tryChannel(channel.id, 'en')).toMatchObject({ ok: true, data: { lines: [{ tone: 'danger' }] } });
    expect(wrongIn(await lookNow())).toContain('channel_failed');
    await db().channel.update({ where: { id: channel.id }, data: { config: channel.config as object } });
  });

  it('is not there for a channel that is gone', async () => {
    expect(await tryChannel('gone', 'en')).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});
