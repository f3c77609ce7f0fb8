import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderPlan } from '@/lib/providers/contract';
import { type RdsCase, rdsCase, soon } from '@/tests/contract/fixtures/rds-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';

let shop: RdsCase;
// The first emulator starts the process that the others share.
beforeAll(async () => (await rdsCase()).close(), 60_000);
afterEach(() => shop.close());

const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);
const planFor = async (name: RegExp): Promise<ProviderPlan> =>
  shop.connection.plan((await shop.snapshot(name)).id, soon());
const HOUR_MS = 3_600_000;

describe('a restore', () => {
  it('makes a new instance with every setting of the source, and leaves the source as it was', async () => {
    shop = await rdsCase();
    const [before] = await shop.instances();
    const plan = await planFor(/^before-release-5$/);
    const seen = await shop.follow(await shop.start(plan), plan);
    const [old, made] = await shop.instances();
    expect(old).toMatchObject({ id: 'shop-db', settings: before?.settings });
    const { MonitoringInterval, MonitoringRoleArn, PerformanceInsightsEnabled, ...carried } = before?.settings ?? {};
    const { PreferredMaintenanceWindow, MaxAllocatedStorage, ReadReplicaDBInstanceIdentifiers, ...rest } = carried;
    expect(made?.settings).toMatchObject(rest);
    expect(codes(plan.warnings)).toEqual(['cold_start', 'settings_lost']);
    const lost = plan.warnings.find(({ code }) => code === 'settings_lost')?.params?.list;
    expect(lost).toBe(
      'MaxAllocatedStorage, MonitoringInterval, PerformanceInsightsEnabled, PreferredMaintenanceWindow',
    );
    expect(
      [MonitoringInterval, PreferredMaintenanceWindow, MaxAllocatedStorage, MonitoringRoleArn].every(Boolean),
    ).toBe(true);
    expect([PerformanceInsightsEnabled, ReadReplicaDBInstanceIdentifiers]).toEqual([true, []]);
    expect(seen.at(-1)).toMatchObject({ kind: 'converged', evidence: expect.not.stringContaining('Otherwise') });
  });

  it('tags both: where it came from, and what took its place', async () => {
    shop = await rdsCase();
    const plan = await planFor(/^before-release-5$/);
    const { id } = await shop.start(plan);
    const [old, made] = await shop.instances();
    expect(old?.tags).toContainEqual({ Key: 'repli:replaced-by', Value: id });
    expect(made?.tags).toContainEqual({ Key: 'repli:restored-from', Value: plan.to.id });
    expect(made?.tags).toContainEqual({ Key: 'team', Value: 'payments' });
  });

  it('gives the steps that follow its endpoint before Amazon shows it, and is right', async () => {
    shop = await rdsCase();
    const plan = await planFor(/^before-release-5$/);
    const operation = await shop.start(plan);
    expect(operation.data).toMatchObject({
      endpoint: `${operation.id}.cabcdefghijk.eu-west-3.rds.amazonaws.com`,
      port: 5_433,
    });
    const evidence = (await shop.follow(operation, plan)).at(-1);
    expect(evidence).toMatchObject({ evidence: expect.stringContaining(`${operation.data.endpoint}:5433`) });
    const wrong = { ...operation, data: { ...operation.data, endpoint: 'elsewhere.example' } };
    await expect(shop.follow(wrong, plan)).rejects.toMatchObject({ code: 'failed' });
  });

  it('takes the data of any second in the window', async () => {
    shop = await rdsCase();
    const before = new Date(Date.now() - 2 * HOUR_MS);
    const plan = await shop.connection.plan(`time:${before.toISOString()}`, soon());
    await shop.follow(await shop.start(plan), plan);
    const { id } = await shop.connection.current(soon());
    const content = (resourceId: string) => shop.control.act('content', { resourceId });
    expect(await content(id.replace('instance:', ''))).toEqual({ content: '1 days ago' });
    expect(plan.losses[0]).toMatchObject({
      code: 'writes_since',
      params: { since: `${before.toISOString().slice(0, 19)}.000Z` },
    });
  });

  it('finds the time before a restored database was made in the backups of the one before', async () => {
    shop = await rdsCase();
    const plan = await planFor(/^before-release-5$/);
    await shop.follow(await shop.start(plan), plan);
    const at = new Date(Date.now() - 2 * HOUR_MS).toISOString();
    const again = await shop.connection.plan(`time:${at}`, soon());
    expect(again.commands.join('\n')).toContain('--source-db-instance-identifier shop-db --restore-time');
    expect((await shop.follow(await shop.start(again, 'run-2'), again)).at(-1)?.kind).toBe('converged');
  });

  it('refuses a time outside of the window, and says what the window is', async () => {
    shop = await rdsCase();
    for (const hours of [-1, 24 * 8]) {
      const at = new Date(Date.now() - hours * HOUR_MS).toISOString();
      await expect(shop.connection.plan(`time:${at}`, soon())).rejects.toMatchObject({
        code: 'invalid_target',
        message: expect.stringMatching(/to a time from .*Z to .*Z/),
      });
    }
    await shop.control.act('configure', { instance: 'shop-db', settings: { BackupRetentionPeriod: 0 } });
    await expect(shop.connection.plan(`time:${new Date().toISOString()}`, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('choose a snapshot'),
    });
  });

  it('passes through the real states', async () => {
    shop = await rdsCase({ restoreMs: 1_500 });
    const plan = await planFor(/^before-release-5$/);
    const seen = await shop.follow(await shop.start(plan), plan);
    const text = seen.map((each) => (each.kind === 'progress' ? each.text : 'converged')).join('\n');
    expect(text).toMatch(/is creating \(minute 0 of about 25\)/);
    expect(text).toMatch(/is (modifying|backing-up)/);
    expect(seen.at(-1)?.kind).toBe('converged');
  });

  it('that ends as incompatible-restore is named, changes nothing, and can be tried again', async () => {
    shop = await rdsCase();
    const before = await shop.connection.current(soon());
    await shop.control.act('set', { fate: 'incompatible-restore' });
    const plan = await planFor(/^before-release-5$/);
    const failed = await shop.start(plan);
    await expect(shop.follow(failed, plan)).rejects.toMatchObject({
      code: 'failed',
      retryable: false,
      message: expect.stringMatching(
        /incompatible-restore.*The database before is|incompatible-restore.*the database before is/s,
      ),
    });
    expect(await shop.connection.current(soon())).toEqual(before);
    await shop.control.act('set', { fate: 'available' });
    const again = await shop.start(plan);
    expect(again.id).toBe(`${failed.id}-2`);
    expect((await shop.follow(again, plan)).at(-1)?.kind).toBe('converged');
  });

  it('is late by its own deadline when it never ends', async () => {
    shop = await rdsCase();
    await shop.control.act('set', { fate: 'held' });
    const plan = await planFor(/^before-release-5$/);
    const operation = await shop.start(plan);
    const later = shop.connect({ convergeSeconds: 60 }, () => new Date(Date.now() + 61_000));
    const look = async () => {
      for await (const _progress of later.watch(operation, plan, soon()));
    };
    await expect(look()).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('still creating') });
    await shop.control.act('release');
    expect((await shop.follow(operation, plan)).at(-1)?.kind).toBe('converged');
  });

  it('is refused by the quota with what to do, and the plan has said so', async () => {
    shop = await rdsCase({ quota: 1 });
    const plan = await planFor(/^before-release-5$/);
    expect(codes(plan.warnings)).toContain('quota_full');
    expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings])).toEqual([]);
    expect(codes(await shop.connection.readiness(soon()))).toContain('quota_used_up');
    await expect(shop.start(plan)).rejects.toMatchObject({
      code: 'failed',
      retryable: false,
      message: expect.stringContaining('Service Quotas'),
    });
    await shop.control.act('set', { quota: 2 });
    expect((await shop.follow(await shop.start(plan), plan)).at(-1)?.kind).toBe('converged');
  });
});

describe('the snapshot of the failed database', () => {
  it('is asked for first, once for one key', async () => {
    shop = await rdsCase();
    const plan = await planFor(/^before-release-5$/);
    const points = [
      await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon()),
      await shop.connect().checkpoint?.(plan, 'run-1.step-1', soon()),
    ];
    expect(points[0]?.data.snapshot).toMatch(/^shop-db-before-/);
    expect(points[1]).toEqual(points[0]);
    expect(await shop.changes()).toEqual(['snapshot']);
  });

  it.each(['storage-full', 'failed'])('does not hold the restore up where Amazon takes none: %s', async (status) => {
    shop = await rdsCase();
    await shop.control.act('configure', { instance: 'shop-db', status });
    const plan = await planFor(/^before-release-5$/);
    expect(codes(plan.warnings)).toContain('no_snapshot_first');
    expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings])).toEqual([]);
    const point = await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon());
    expect(point?.evidence).toMatch(/^No snapshot of shop-db .* itself is kept/);
    expect((await shop.follow(await shop.start(plan), plan)).at(-1)?.kind).toBe('converged');
  });
});

describe('which database is current', () => {
  it('changes once the restored one is there, not before', async () => {
    shop = await rdsCase();
    const before = await shop.connection.current(soon());
    await shop.control.act('set', { fate: 'held' });
    const plan = await planFor(/^before-release-5$/);
    const operation = await shop.start(plan);
    expect((await shop.connection.current(soon())).id).toBe(before.id);
    await shop.control.act('release');
    await shop.follow(operation, plan);
    expect((await shop.connection.current(soon())).label).toBe(operation.id);
  });

  it('can be switched back, and forth again, by a tag alone', async () => {
    shop = await rdsCase();
    const before = await shop.connection.current(soon());
    const plan = await planFor(/^before-release-5$/);
    await shop.follow(await shop.start(plan), plan);
    const restored = await shop.connection.current(soon());
    const { revisions } = await shop.connection.revisions({ limit: 100 }, soon());
    expect(revisions.find(({ id }) => id === before.id)).toMatchObject({ current: false, marks: ['set-aside'] });
    for (const target of [before, restored]) {
      const way = await shop.connection.plan(target.id, soon());
      expect(codes(way.losses)).toEqual(['writes_left_behind', 'consumers_follow']);
      expect(gapsIn('rds', way.losses)).toEqual([]);
      const operation = await shop.start(way, `run-${target.id}`);
      expect(operation.data.endpoint).toContain(`${target.label}.`);
      await shop.follow(operation, way);
      expect((await shop.connection.current(soon())).id).toBe(target.id);
    }
    expect((await shop.instances()).length).toBe(2);
  });

  it('is said when the database that is switched back to cannot serve', async () => {
    shop = await rdsCase();
    const before = await shop.connection.current(soon());
    const plan = await planFor(/^before-release-5$/);
    await shop.follow(await shop.start(plan), plan);
    await shop.control.act('configure', { instance: 'shop-db', status: 'storage-full' });
    const back = await shop.connection.plan(before.id, soon());
    expect(codes(back.warnings)).toEqual(['switch_not_available']);
    expect(gapsIn('rds', [back.summary, ...back.followUps, ...back.warnings])).toEqual([]);
    await expect(shop.follow(await shop.start(back, 'run-2'), back)).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('storage-full and cannot serve'),
    });
  });

  it('is alone on a page of one, with the rest after it', async () => {
    shop = await rdsCase();
    const page = await shop.connection.revisions({ limit: 1 }, soon());
    expect(page.revisions.map(({ current }) => current)).toEqual([true]);
    const next = await shop.connection.revisions({ limit: 1, cursor: page.nextCursor ?? '' }, soon());
    expect(next.revisions.map(({ id }) => id)[0]).toMatch(/^time:/);
  });

  it('follows a database, not its name', async () => {
    shop = await rdsCase();
    const plan = await planFor(/^before-release-5$/);
    await shop.control.act('swap', { instance: 'shop-db' });
    await expect(shop.start(plan)).rejects.toMatchObject({ code: 'conflict' });
    expect(await shop.changes()).toEqual([]);
  });

  it('is a conflict for the watcher when somebody else switches meanwhile', async () => {
    shop = await rdsCase();
    const before = await shop.connection.current(soon());
    const plan = await planFor(/^before-release-5$/);
    const operation = await shop.start(plan);
    await shop.follow(operation, plan);
    const back = await shop.connection.plan(before.id, soon());
    await shop.start(back, 'run-2');
    await expect(shop.follow(operation, plan)).rejects.toMatchObject({ code: 'conflict', retryable: false });
  });
});

describe('what surrounds the database', () => {
  it('is warned of', async () => {
    shop = await rdsCase();
    await shop.control.act('set', { blueGreen: [{ name: 'upgrade', source: 'shop-db', status: 'AVAILABLE' }] });
    await shop.control.act('configure', {
      instance: 'shop-db',
      settings: {
        ReadReplicaDBInstanceIdentifiers: ['shop-db-replica'],
        ReadReplicaSourceDBInstanceIdentifier: 'main-db',
        PendingModifiedValues: { DBInstanceClass: 'db.m6g.xlarge' },
        MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:rds!db' },
      },
    });
    const plan = await planFor(/^before-release-5$/);
    expect(codes(plan.warnings)).toEqual([
      'cold_start',
      'settings_lost',
      'managed_password',
      'read_replicas',
      'is_replica',
      'blue_green',
      'pending_changes',
    ]);
    expect(gapsIn('rds', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
    expect(plan.followUps.map(({ kind }) => kind)).toEqual([
      'restore_settings',
      'delete_old_database',
      'align_infrastructure_code',
    ]);
  });

  it('may be hidden from the credentials without stopping the plan', async () => {
    shop = await rdsCase();
    await shop.control.act('deny', {
      actions: ['rds:DescribeBlueGreenDeployments', 'rds:DescribeAccountAttributes'],
    });
    expect(codes((await planFor(/^before-release-5$/)).warnings)).toContain('blue_green_unseen');
    expect(codes(await shop.connection.readiness(soon()))).toContain('quota_unseen');
  });

  it('is said when it is an Aurora cluster, which is restored as a whole', async () => {
    shop = await rdsCase();
    const { id } = await shop.snapshot(/^before-release-5$/);
    await shop.control.act('configure', { instance: 'shop-db', settings: { DBClusterIdentifier: 'shop-aurora' } });
    await expect(shop.connection.plan(id, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('shop-aurora'),
    });
  });
});

describe('the readiness of a database', () => {
  it('knows fresh snapshots from old ones, and windows from none', async () => {
    shop = await rdsCase();
    expect(codes(await shop.connection.readiness(soon()))).toEqual([
      'database_found',
      'snapshots_fresh',
      'window_open',
      'quota_free',
      'restore_unproven',
      'any:identity',
    ]);
    expect(gapsIn('rds', await shop.connection.readiness(soon()))).toEqual([]);
    const later = shop.connect({}, () => new Date(Date.now() + 5 * HOUR_MS));
    expect(codes(await later.readiness(soon()))).toContain('snapshots_old');
    await shop.close();
    shop = await rdsCase({ snapshots: 0, retentionDays: 0 });
    expect(codes(await shop.connection.readiness(soon()))).toEqual(
      expect.arrayContaining(['no_snapshot', 'window_off']),
    );
  });

  it('names what the credentials lack, expired ones, and an unknown instance', async () => {
    shop = await rdsCase();
    expect(codes(await shop.connect({ instance: 'other' }).readiness(soon()))).toEqual([
      'database_not_found',
      'any:identity',
    ]);
    await shop.control.act('deny', { actions: ['rds:DescribeDBSnapshots'] });
    expect(await shop.connection.readiness(soon())).toContainEqual(
      expect.objectContaining({ level: 'fail', text: expect.stringContaining('rds:DescribeDBSnapshots') }),
    );
    await shop.control.act('expireCredentials');
    const [finding] = await shop.connection.readiness(soon());
    expect(finding).toMatchObject({ code: 'database_auth', text: expect.stringContaining('expired') });
  });
});

describe('the database that was replaced', () => {
  it('is seen to be gone once it was deleted, whatever bears its name by then', async () => {
    shop = await rdsCase();
    const plan = await planFor(/^before-release-5$/);
    expect(plan.followUps).toContainEqual(expect.objectContaining({ kind: 'delete_old_database', verifiable: true }));
    const checkpoint = await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon());
    await shop.follow(await shop.start(plan), plan);
    const look = (kind = 'delete_old_database') =>
      shop.connection.settled?.({ kind, checkpoint, operation: undefined }, soon());
    expect(await look()).toMatchObject({ done: false, evidence: expect.stringContaining('shop-db') });
    await shop.control.act('swap', { instance: 'shop-db' });
    expect(await look()).toMatchObject({ done: false, evidence: expect.stringContaining('shop-db-old') });
    await shop.control.act('remove', { instance: 'shop-db-old' });
    expect(await look()).toMatchObject({ done: true });
    expect(await look('align_infrastructure_code')).toBeNull();
  });
});
