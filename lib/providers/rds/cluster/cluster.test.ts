import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderPlan } from '@/lib/providers/contract';
import { soon } from '@/tests/contract/fixtures/rds-case';
import { type ClusterCase, clusterCase } from '@/tests/contract/fixtures/rds-cluster-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';

let shop: ClusterCase;
// The first emulator starts the process that the others share.
beforeAll(async () => (await clusterCase()).close(), 60_000);
afterEach(() => shop.close());

const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);
const planFor = async (name: RegExp): Promise<ProviderPlan> =>
  shop.connection.plan((await shop.snapshot(name)).id, soon());
const configure = (settings: Record<string, unknown>, status?: string) =>
  shop.control.act('configureCluster', { cluster: 'shop', settings, ...(status ? { status } : {}) });
const HOUR_MS = 3_600_000;

describe('a restore of a cluster', () => {
  it('makes a new cluster and a writer with every setting of the source, and leaves the source as it was', async () => {
    shop = await clusterCase();
    const [before] = await shop.clusters();
    const plan = await planFor(/^before-release-5$/);
    const operation = await shop.start(plan);
    const seen = await shop.follow(operation, plan);
    const [old, made] = await shop.clusters();
    expect(old).toMatchObject({ id: 'shop', settings: before?.settings });
    const { HttpEndpointEnabled, PreferredMaintenanceWindow, ...carried } = before?.settings ?? {};
    expect(made?.settings).toMatchObject(carried);
    expect([HttpEndpointEnabled, PreferredMaintenanceWindow].every(Boolean)).toBe(true);
    const instances = await shop.instances();
    const settingsOf = (name: string) => instances.find(({ id }) => id === name)?.settings;
    const { DBClusterIdentifier, ...writer } = settingsOf('shop-writer') ?? {};
    expect(settingsOf(`${operation.id}-1`)).toMatchObject({ ...writer, DBClusterIdentifier: operation.id });
    expect(DBClusterIdentifier).toBe('shop');
    expect(plan.warnings.find(({ code }) => code === 'settings_lost')?.params?.list).toBe(
      'PreferredMaintenanceWindow, HttpEndpointEnabled',
    );
    expect(seen.at(-1)).toMatchObject({ kind: 'converged', evidence: expect.not.stringContaining('Otherwise') });
  });

  it('tags both, and gives the address of the writer to the steps that follow', async () => {
    shop = await clusterCase();
    const plan = await planFor(/^rds:shop-/);
    const operation = await shop.start(plan);
    const { id } = operation;
    expect(operation.data).toMatchObject({
      cluster: id,
      endpoint: `${id}.cluster-cabcdefghijk.eu-west-3.rds.amazonaws.com`,
      port: 5_433,
    });
    const [old, made] = await shop.clusters();
    expect(old?.tags).toContainEqual({ Key: 'repli:replaced-by', Value: id });
    expect(made?.tags).toContainEqual({ Key: 'repli:restored-from', Value: plan.to.id });
    expect(made?.tags).toContainEqual({ Key: 'team', Value: 'payments' });
    expect((await shop.follow(operation, plan)).at(-1)).toMatchObject({
      evidence: expect.stringContaining(`${operation.data.endpoint}:5433`),
    });
  });

  it('takes the data of any second in the window, also from before the restored one was made', async () => {
    shop = await clusterCase();
    const first = await planFor(/^before-release-5$/);
    await shop.follow(await shop.start(first), first);
    const at = new Date(Date.now() - 2 * HOUR_MS).toISOString();
    const plan = await shop.connection.plan(`time:${at}`, soon());
    expect(plan.commands.join('\n')).toContain('--source-db-cluster-identifier shop --restore-to-time');
    await shop.follow(await shop.start(plan, 'run-2'), plan);
    const { id } = await shop.connection.current(soon());
    const resourceId = id.replace('cluster:', '');
    expect(await shop.control.act('clusterContent', { resourceId })).toEqual({ content: '1 days ago' });
  });

  it('passes through the real states of both, and asks for the writer once', async () => {
    shop = await clusterCase();
    await shop.control.act('set', { fate: 'held' });
    const plan = await planFor(/^before-release-5$/);
    const operation = await shop.start(plan);
    const seen = async (text: RegExp) => {
      for await (const progress of shop.connection.watch(operation, plan, soon()))
        if (progress.kind === 'progress' && text.test(progress.text)) return;
      throw new Error(`it converged without ${text}`);
    };
    await seen(/^\S+ is creating \(minute 0 of about 25\)$/);
    expect(await shop.changes()).not.toContain(`instance of ${operation.id}`);
    await shop.control.act('release');
    const writer = /^\S+ is available, its writer \S+-1 is creating \(minute \d of about 25\)$/;
    await Promise.all([seen(writer), seen(writer)]);
    await shop.control.act('release');
    expect((await shop.follow(operation, plan)).at(-1)?.kind).toBe('converged');
    expect((await shop.changes()).filter((changed) => changed === `instance of ${operation.id}`)).toHaveLength(1);
  });

  it('is current once its writer is there, not before', async () => {
    shop = await clusterCase();
    const before = await shop.connection.current(soon());
    await shop.control.act('set', { fate: 'held' });
    const plan = await planFor(/^before-release-5$/);
    const operation = await shop.start(plan);
    expect((await shop.connection.current(soon())).id).toBe(before.id);
    await shop.control.act('set', { fate: 'available' });
    await shop.control.act('release');
    await shop.follow(operation, plan);
    expect((await shop.connection.current(soon())).label).toBe(operation.id);
  });

  it.each([
    ['migration-failed', { fate: 'incompatible-restore' }],
    ['insufficient-capacity', { writerFate: 'insufficient-capacity' }],
  ])('that ends as %s is named, changes nothing, and can be tried again', async (status, fate) => {
    shop = await clusterCase();
    const before = await shop.connection.current(soon());
    await shop.control.act('set', fate);
    const plan = await planFor(/^before-release-5$/);
    const failed = await shop.start(plan);
    await expect(shop.follow(failed, plan)).rejects.toMatchObject({
      code: 'failed',
      retryable: false,
      message: expect.stringContaining(status),
    });
    expect(await shop.connection.current(soon())).toEqual(before);
    await shop.control.act('set', { fate: 'available', writerFate: 'available' });
    const again = await shop.start(plan);
    expect(again.id).toBe(`${failed.id}-2`);
    expect((await shop.follow(again, plan)).at(-1)?.kind).toBe('converged');
  });

  it.each([
    ['clusters', 'cluster_quota_full', 'cluster_quota_used_up', { clusterQuota: 1 }],
    ['instances', 'quota_full', 'quota_used_up', { quota: 2 }],
  ])('is refused by the quota of %s with what to do, and the plan has said so', async (_of, warned, found, quota) => {
    shop = await clusterCase(quota);
    const plan = await planFor(/^before-release-5$/);
    expect(codes(plan.warnings)).toContain(warned);
    const findings = await shop.connection.readiness(soon());
    expect(codes(findings)).toContain(found);
    expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings, ...findings])).toEqual([]);
    const restored = async () => shop.follow(await shop.start(plan), plan);
    await expect(restored()).rejects.toMatchObject({
      code: 'failed',
      retryable: false,
      message: expect.stringContaining('Service Quotas'),
    });
    await shop.control.act('set', { clusterQuota: 9, quota: 9 });
    expect((await restored()).at(-1)?.kind).toBe('converged');
  });
});

describe('the snapshot of the failed cluster', () => {
  it('is asked for first, once for one key', async () => {
    shop = await clusterCase();
    const plan = await planFor(/^before-release-5$/);
    const points = [
      await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon()),
      await shop.connect().checkpoint?.(plan, 'run-1.step-1', soon()),
    ];
    expect(points[0]?.data.snapshot).toMatch(/^shop-before-/);
    expect(points[1]).toEqual(points[0]);
    expect(await shop.changes()).toEqual(['snapshot']);
  });

  it('does not hold the restore up where Amazon takes none', async () => {
    shop = await clusterCase();
    await configure({}, 'stopped');
    const plan = await planFor(/^before-release-5$/);
    expect(codes(plan.warnings)).toContain('no_snapshot_first');
    const point = await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon());
    expect(point?.evidence).toMatch(/^No snapshot of shop .* itself is kept/);
    expect((await shop.follow(await shop.start(plan), plan)).at(-1)?.kind).toBe('converged');
  });
});

describe('the way back from a restored cluster', () => {
  it('is a tag alone, there and forth again', async () => {
    shop = await clusterCase();
    const before = await shop.connection.current(soon());
    const plan = await planFor(/^before-release-5$/);
    await shop.follow(await shop.start(plan), plan);
    const restored = await shop.connection.current(soon());
    for (const target of [before, restored]) {
      const way = await shop.connection.plan(target.id, soon());
      expect(gapsIn('rds', [way.summary, ...way.followUps, ...way.warnings, ...way.losses])).toEqual([]);
      const operation = await shop.start(way, `run-${target.id}`);
      expect(operation.data.endpoint).toContain(`${target.label}.cluster-`);
      await shop.follow(operation, way);
      expect((await shop.connection.current(soon())).id).toBe(target.id);
    }
    expect((await shop.clusters()).length).toBe(2);
  });
});

describe('what surrounds a cluster', () => {
  it('is warned of', async () => {
    shop = await clusterCase();
    await shop.control.act('set', { blueGreen: [{ name: 'upgrade', source: 'shop', status: 'AVAILABLE' }] });
    const settings = { AvailabilityZone: 'eu-west-3b' };
    await shop.control.act('addReader', { cluster: 'shop', instance: 'shop-reader', settings });
    await shop.control.act('configure', { instance: 'shop-writer', settings: { DBInstanceClass: 'db.serverless' } });
    await configure({
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 },
      GlobalClusterIdentifier: 'shop-global',
      MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:rds!cluster' },
      ReadReplicaIdentifiers: ['arn:aws:rds:eu-west-1:123456789012:cluster:shop-ireland'],
      ReplicationSourceIdentifier: 'arn:aws:rds:eu-west-1:123456789012:db:main',
      PendingModifiedValues: { EngineVersion: '16.8' },
    });
    const plan = await planFor(/^before-release-5$/);
    expect(codes(plan.warnings)).toEqual([
      'cold_start',
      'settings_lost',
      'readers_later',
      'managed_password_lost',
      'serverless',
      'global_database',
      'read_replicas',
      'is_replica',
      'blue_green',
      'pending_changes',
    ]);
    expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
    expect(plan.commands.join('\n')).toContain('--serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=16');
    const removal = plan.followUps.find(({ kind }) => kind === 'delete_old_database');
    expect(removal?.text).toContain('1 × db.serverless (0.5 to 16 ACU), 1 × db.r6g.large and the storage of its data');
    const made = await shop.start(plan);
    expect((await shop.follow(made, plan)).at(-1)).toMatchObject({
      evidence: expect.not.stringContaining('Otherwise'),
    });
  });

  it.each([
    ['serverless, first version', { EngineMode: 'serverless' }],
    ['no Aurora', { Engine: 'postgres' }],
    ['without limits', { ClusterScalabilityType: 'limitless' }],
  ])('is refused with a sentence where Repli cannot restore it: %s', async (_kind, settings) => {
    shop = await clusterCase();
    await configure(settings);
    await expect(shop.connection.plan(`time:${new Date().toISOString()}`, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('is no Aurora cluster with instances of its own'),
    });
  });

  it('is refused with a sentence where no instance says of which class a new one has to be', async () => {
    shop = await clusterCase();
    const { id } = await shop.snapshot(/^before-release-5$/);
    await shop.control.act('removeInstances', { cluster: 'shop' });
    await expect(shop.connection.plan(id, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('shop has no instance'),
    });
  });
});

describe('the readiness of a cluster', () => {
  it('says how fresh its snapshots are, what can be restored, and what is missing', async () => {
    shop = await clusterCase();
    const findings = await shop.connection.readiness(soon());
    expect(codes(findings)).toEqual([
      'database_found',
      'snapshots_fresh',
      'window_open',
      'quota_free',
      'restore_unproven',
      'any:identity',
    ]);
    expect(gapsIn('rds', findings)).toEqual([]);
    expect(codes(await shop.connect({ cluster: 'other' }).readiness(soon()))).toEqual([
      'database_not_found',
      'any:identity',
    ]);
    await shop.control.act('deny', { actions: ['rds:DescribeDBClusterSnapshots'] });
    expect(await shop.connection.readiness(soon())).toContainEqual(
      expect.objectContaining({ level: 'fail', text: expect.stringContaining('rds:DescribeDBClusterSnapshots') }),
    );
  });
});
