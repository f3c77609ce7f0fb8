import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderPlan } from '@/lib/providers/contract';
import { soon } from '@/tests/contract/fixtures/rds-case';
import { type ClusterCase, clusterCase } from '@/tests/contract/fixtures/rds-cluster-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';

let shop: ClusterCase;
// The first emulator starts the process that the others share.
beforeAll(async () => (await clusterCase()).close(), 60_000);
afterEach(() => shop.close());

const KEY = 'run-1.step-1';
const SETTINGS = {
  'shop-reader-b': { DBInstanceClass: 'db.r6g.xlarge', AvailabilityZone: 'eu-west-3b', PromotionTier: 0 },
  'shop-reader-c': {
    DBInstanceClass: 'db.r6g.large',
    AvailabilityZone: 'eu-west-3c',
    PromotionTier: 15,
    PubliclyAccessible: false,
    PerformanceInsightsEnabled: false,
  },
};

/** The cluster with two readers that differ. */
async function withReaders(options: Record<string, unknown> = {}): Promise<ClusterCase> {
  const made = await clusterCase(options);
  for (const [instance, settings] of Object.entries(SETTINGS))
    await made.control.act('addReader', { cluster: 'shop', instance, settings });
  return made;
}
const planned = async (): Promise<ProviderPlan> =>
  shop.connection.plan((await shop.snapshot(/^before-release-5$/)).id, soon());
const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);
const instanceNamed = async (name: string) => (await shop.instances()).find(({ id }) => id === name);
const asked = async (cluster: string) =>
  (await shop.changes()).filter((changed) => changed === `instance of ${cluster}`).length;

describe('readers of a restored cluster', () => {
  it('are named in the plan with all that they are made of, and in the commands', async () => {
    shop = await withReaders();
    const plan = await planned();
    expect(codes(plan.warnings)).toContain('readers_later');
    expect(plan.warnings.find(({ code }) => code === 'readers_later')?.params).toEqual({
      name: 'shop',
      list: 'shop-reader-b, shop-reader-c',
      endpoint: 'shop.cluster-ro-cabcdefghijk.eu-west-3.rds.amazonaws.com',
    });
    expect(plan.warnings.find(({ code }) => code === 'settings_lost')?.params?.list).not.toContain('Reader');
    expect(plan.diff).toContain(' Reader shop-reader-b.DBInstanceClass: db.r6g.xlarge');
    expect(plan.diff).toContain(' Reader shop-reader-c.PromotionTier: 15');
    expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings])).toEqual([]);
    const creates = plan.commands.filter((line) => line.includes('create-db-instance'));
    expect(creates.map((line) => /--db-instance-identifier (\S+)/.exec(line)?.[1])).toEqual([
      '"$new-1"',
      '"$new-reader-1"',
      '"$new-reader-2"',
    ]);
    expect(creates[1]).toContain('--db-instance-class db.r6g.xlarge');
    expect(creates[1]).toContain('--availability-zone eu-west-3b');
    expect(creates[1]).toContain('--promotion-tier 0');
    expect(plan.commands.filter((line) => line.includes('wait db-instance-available'))).toHaveLength(3);
    expect(plan.estimateMs).toBe(35 * 60_000);
  });

  it('are as many and as they were, after a writer as it was, and the source stays', async () => {
    shop = await withReaders();
    const before = await shop.instances();
    const plan = await planned();
    const operation = await shop.start(plan);
    const seen = await shop.follow(operation, plan);
    for (const [name, number] of [
      ['shop-reader-b', 1],
      ['shop-reader-c', 2],
    ] as const) {
      const { DBClusterIdentifier: _cluster, ...settings } = (await instanceNamed(name))?.settings ?? {};
      const made = await instanceNamed(`${operation.id}-reader-${number}`);
      const { PerformanceInsightsRetentionPeriod: _days, ...carried } = settings;
      expect(made?.settings).toMatchObject({ ...carried, DBClusterIdentifier: operation.id });
      expect(made?.tags).toEqual([{ Key: 'team', Value: 'payments' }]);
    }
    expect((await instanceNamed(`${operation.id}-1`))?.settings).toMatchObject({ DBInstanceClass: 'db.r6g.large' });
    expect(await asked(operation.id)).toBe(3);
    expect((await shop.instances()).slice(0, before.length)).toEqual(before);
    const { evidence = '' } = seen.at(-1) as { evidence?: string };
    expect(evidence).toContain(`its reader ${operation.id}-reader-1 is available`);
    expect(evidence).toContain(`its reader ${operation.id}-reader-2 is available`);
    expect(evidence).not.toMatch(/Otherwise|without/);
    expect(seen.at(-1)?.kind).toBe('converged');
  });

  it('are waited for one by one, and asked for once, whoever watches and however often', async () => {
    shop = await withReaders();
    await shop.control.act('set', { fate: 'held' });
    const plan = await planned();
    const operation = await shop.start(plan);
    /** Somebody who watches until then, and is killed. */
    const watchUntil = async (text: RegExp) => {
      for await (const progress of shop.connect().watch(operation, plan, soon()))
        if (progress.kind === 'progress' && text.test(progress.text)) return progress;
      throw new Error(`it converged without ${text}`);
    };
    await watchUntil(/^\S+ is creating \(/);
    await shop.control.act('release');
    await watchUntil(/its writer \S+-1 is creating \(minute \d of about 35\)$/);
    expect(await asked(operation.id)).toBe(1);
    await shop.control.act('release');
    const both = /; still to come: \S+-reader-1 \(creating\), \S+-reader-2 \(creating\) \(minute/;
    const [seen] = await Promise.all([watchUntil(both), watchUntil(both)]);
    expect([seen.done, seen.total]).toEqual([4, 6]);
    expect((await shop.connection.current(soon())).label).toBe(operation.id);
    await shop.control.act('release');
    const end = await shop.follow(operation, plan);
    expect(end.at(-1)?.kind).toBe('converged');
    expect(await asked(operation.id)).toBe(3);
  });

  it('leave what stands where one is refused: it is named, and a retry goes on without it', async () => {
    shop = await withReaders({ quota: 6 });
    const plan = await planned();
    expect(plan.warnings).toContainEqual(
      expect.objectContaining({ code: 'quota_short', params: { used: 4, most: 6, needed: 3 } }),
    );
    const findings = await shop.connection.readiness(soon());
    expect(codes(findings)).toContain('quota_short');
    expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings, ...findings])).toEqual([]);
    const operation = await shop.start(plan);
    const { id } = operation;
    await expect(shop.follow(operation, plan)).rejects.toMatchObject({
      code: 'failed',
      retryable: false,
      message: expect.stringMatching(
        new RegExp(
          `^${id} is available at ${id}\\.cluster-.*, but without ${id}-reader-2 \\(.*InstanceQuotaExceeded\\)`,
        ),
      ),
    });
    expect((await instanceNamed(`${id}-reader-1`))?.settings.DBInstanceClass).toBe('db.r6g.xlarge');
    expect((await shop.connection.current(soon())).label).toBe(id);

    const retriedAt = new Date().toISOString();
    const again = await shop.connection.start(plan, KEY, { ...soon(), retriedAt });
    expect(again.id).toBe(id);
    expect((await shop.follow(again, plan)).at(-1)).toMatchObject({
      kind: 'converged',
      evidence: expect.stringContaining(`without ${id}-reader-2 (`),
    });
    await shop.control.act('set', { quota: 40 });
    const whole = await shop.connection.start(plan, KEY, { ...soon(), retriedAt });
    expect((await shop.follow(whole, plan)).at(-1)).toMatchObject({ evidence: expect.not.stringContaining('without') });
    expect((await instanceNamed(`${id}-reader-2`))?.settings.PromotionTier).toBe(15);
    // The writer and each reader once, although Amazon was asked in three watches.
    expect(await asked(id)).toBe(3);
  });

  it('are named with their status where they failed on the way, once all others are there', async () => {
    shop = await withReaders();
    await shop.control.act('set', { readerFate: 'insufficient-capacity' });
    const plan = await planned();
    const operation = await shop.start(plan);
    const named = ['-reader-1 (insufficient-capacity), ', '-reader-2 (insufficient-capacity)'];
    await expect(shop.follow(operation, plan)).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining(named.map((end) => operation.id + end).join('')),
    });
    await shop.control.act('set', { readerFate: 'available' });
    for (const number of [1, 2]) await shop.control.act('remove', { instance: `${operation.id}-reader-${number}` });
    const again = await shop.connection.start(plan, KEY, { ...soon(), retriedAt: new Date().toISOString() });
    expect((await shop.follow(again, plan)).at(-1)).toMatchObject({
      kind: 'converged',
      evidence: expect.not.stringContaining('without'),
    });
  });

  it('are waited for until the time is over, and named then', async () => {
    shop = await withReaders();
    await shop.control.act('set', { readerFate: 'held' });
    const plan = await planned();
    const operation = await shop.start(plan);
    const clock = { lateMs: 0 };
    const connection = shop.connect({ convergeSeconds: 60 }, () => new Date(Date.now() + clock.lateMs));
    for await (const progress of connection.watch(operation, plan, soon()))
      if (progress.kind === 'progress' && progress.text.includes('-reader-1 (creating)')) break;
    clock.lateMs = 61_000;
    const { id } = operation;
    const follow = async (of: typeof operation) => {
      const seen = [];
      for await (const progress of connection.watch(of, plan, soon())) seen.push(progress);
      return seen.at(-1);
    };
    const late = `without ${id}-reader-1 (still creating after 60 seconds), ${id}-reader-2 (still creating`;
    await expect(follow(operation)).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining(late) });
    const again = await connection.start(plan, KEY, { ...soon(), retriedAt: new Date().toISOString() });
    clock.lateMs = 122_000;
    expect(await follow(again)).toMatchObject({ kind: 'converged', evidence: expect.stringContaining(late) });
  });

  it('say in the evidence what came out otherwise', async () => {
    shop = await withReaders();
    const plan = await planned();
    const operation = await shop.start(plan);
    await shop.follow(operation, plan);
    const settings = { PromotionTier: 7 };
    await shop.control.act('configure', { instance: `${operation.id}-reader-2`, settings });
    expect((await shop.follow(operation, plan)).at(-1)).toMatchObject({
      evidence: expect.stringContaining(`Otherwise than asked for: ${operation.id}-reader-2.PromotionTier.`),
    });
  });

  it('are kept out of the zone of the new writer', async () => {
    shop = await clusterCase();
    await shop.control.act('addReader', {
      cluster: 'shop',
      instance: 'shop-reader-b',
      settings: { AvailabilityZone: 'eu-west-3a' },
    });
    const plan = await planned();
    const operation = await shop.start(plan);
    expect((await shop.follow(operation, plan)).at(-1)).toMatchObject({
      evidence: expect.stringContaining(`Otherwise than asked for: ${operation.id}-reader-1.AvailabilityZone.`),
    });
    expect((await instanceNamed(`${operation.id}-1`))?.settings.AvailabilityZone).toBe('eu-west-3a');
    expect((await instanceNamed(`${operation.id}-reader-1`))?.settings.AvailabilityZone).toBe('eu-west-3b');
  });

  it('are not made again where they were on their way out', async () => {
    shop = await withReaders();
    await shop.control.act('configure', { instance: 'shop-reader-c', status: 'deleting' });
    const plan = await planned();
    const operation = await shop.start(plan);
    expect((await shop.follow(operation, plan)).at(-1)?.kind).toBe('converged');
    expect(await asked(operation.id)).toBe(2);
  });

  it('come along when a restored cluster is restored again', async () => {
    shop = await withReaders();
    const first = await planned();
    await shop.follow(await shop.start(first), first);
    const second = await shop.connection.plan((await shop.snapshot(/^rds:shop-/)).id, soon());
    const operation = await shop.start(second, 'run-2.step-1');
    expect((await shop.follow(operation, second)).at(-1)?.kind).toBe('converged');
    expect(await asked(operation.id)).toBe(3);
  });
});
