import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type SecretCase, secretCase, soon } from '@/tests/contract/fixtures/secrets-manager-case';
import { gapsIn, toldInBoth } from '@/tests/contract/fixtures/translations';

let shop: SecretCase;
afterEach(() => shop.close());

const URLS = [1, 2, 3].map((number) => `postgres://shop:canary-${number}-password@db-${number}.example:5432/shop`);
const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);

describe('moving AWSCURRENT back', () => {
  it('pins the version that it leaves before it moves', async () => {
    shop = await secretCase({ values: URLS });
    const left = await shop.version(0);
    const plan = await shop.connection.plan((await shop.version(2)).id, soon());
    const point = await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon());
    await shop.follow(plan);
    expect(await shop.changes()).toEqual([`repli-${left.id}`, 'AWSCURRENT']);
    expect(point?.evidence).toContain('pinned');
    await shop.control.act('put', { value: 'another' });
    await shop.control.act('put', { value: 'and another' });
    await shop.control.act('purge');
    expect((await shop.connection.plan(left.id, soon())).to.id).toBe(left.id);
  });

  it('pins by itself where no checkpoint was set', async () => {
    shop = await secretCase({ values: URLS });
    const left = await shop.version(0);
    await shop.follow(await shop.connection.plan((await shop.version(1)).id, soon()));
    expect(await shop.changes()).toEqual([`repli-${left.id}`, 'AWSCURRENT']);
  });

  it('is not held up by a secret that has no room for another stage', async () => {
    shop = await secretCase({ values: URLS });
    const stages = Array.from({ length: 18 }, (_, index) => `stage-${index}`);
    await shop.control.act('label', { version: (await shop.version(2)).id, stages });
    const plan = await shop.connection.plan((await shop.version(1)).id, soon());
    expect(codes(plan.warnings)).toContain('no_room_for_pin');
    const point = await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon());
    expect(point?.evidence).toContain('kept by AWSPREVIOUS');
    expect((await shop.follow(plan)).at(-1)?.kind).toBe('converged');
    expect(codes(await shop.connection.readiness(soon()))).toContain('stages_full');
  });

  it('says not_found when Amazon has deleted the target since the plan', async () => {
    shop = await secretCase({ values: URLS });
    const target = await shop.version(2);
    expect(target.marks).toEqual(['deprecated']);
    const plan = await shop.connection.plan(target.id, soon());
    expect(codes(plan.warnings)).toEqual(['deprecated_target']);
    await shop.control.act('purge');
    await expect(shop.follow(plan)).rejects.toMatchObject({ code: 'not_found', retryable: false });
  });

  it('is waited for where Amazon does not show it yet', async () => {
    shop = await secretCase({ values: URLS });
    const plan = await shop.connection.plan((await shop.version(2)).id, soon());
    const operation = { id: 'not shown', evidence: '', data: { versionId: plan.to.id } };
    for await (const progress of toldInBoth('secrets-manager', shop.connection).watch(operation, plan, soon())) {
      expect(progress).toMatchObject({ kind: 'progress', done: 0, total: 1 });
      break;
    }
  });

  it('is a conflict for the watcher when somebody moves it on', async () => {
    shop = await secretCase({ values: URLS });
    const plan = await shop.connection.plan((await shop.version(2)).id, soon());
    const operation = await shop.connection.start(plan, 'run-1.step-1', soon());
    await shop.control.act('put', { value: 'another' });
    const look = async () => {
      for await (const _progress of shop.connection.watch(operation, plan, soon()));
    };
    await expect(look()).rejects.toMatchObject({ code: 'conflict', retryable: false });
  });

  it('warns of all that would undo it or make it useless', async () => {
    shop = await secretCase({ values: URLS });
    const now = Date.now();
    await shop.control.act('set', {
      rotation: { enabled: true, everyDays: 30, lastAtMs: now, nextAtMs: now + 86_400_000 },
      owner: 'rds',
      replicas: ['eu-west-1'],
    });
    await shop.control.act('beginRotation');
    const plan = await shop.connection.plan((await shop.version(2)).id, soon());
    expect(codes(plan.warnings)).toEqual([
      'rotation_on',
      'rotated_since',
      'rotation_under_way',
      'owned_by_service',
      'replicated',
    ]);
    expect(gapsIn('secrets-manager', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
    expect(plan.followUps.map(({ kind }) => kind)).toEqual(['restore_automation', 'remove_pin']);
    expect(codes(plan.losses)).toEqual(['consumers_restart', 'systems_stay']);
    const findings = await shop.connection.readiness(soon());
    expect(codes(findings)).toContain('rotation_is_on');
    expect(gapsIn('secrets-manager', findings)).toEqual([]);
  });

  it('warns of a version that rotation has not finished', async () => {
    shop = await secretCase({ values: URLS });
    await shop.control.act('beginRotation');
    const plan = await shop.connection.plan((await shop.version(0)).id, soon());
    expect(codes(plan.warnings)).toEqual(['pending_target']);
  });

  it('is refused, with the way out, while the secret is marked for deletion', async () => {
    shop = await secretCase({ values: URLS });
    const target = (await shop.version(1)).id;
    await shop.control.act('set', { deletedAtMs: Date.now() });
    await expect(shop.connection.plan(target, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('restore-secret'),
    });
  });
});

describe('another host in the value', () => {
  const TARGET = 'host:db-9.example';

  it('changes the host alone, shows hosts alone, and leads back', async () => {
    shop = await secretCase({ values: URLS });
    const plan = await shop.connection.plan(TARGET, soon());
    expect(plan.diff).toContain('-db-3.example\n+db-9.example');
    expect(plan.to).toEqual({ id: TARGET, label: 'db-9.example', summary: 'db-3.example → db-9.example' });
    expect(gapsIn('secrets-manager', [plan.summary, ...plan.followUps, ...plan.warnings, ...plan.losses])).toEqual([]);
    const point = await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon());
    await shop.follow(plan);
    expect(await shop.value()).toBe(URLS[2]?.replace('db-3.example', 'db-9.example'));
    expect(JSON.stringify([plan, point, await shop.control.log()])).not.toContain('canary');
    await expect(shop.connection.plan(TARGET, soon())).rejects.toMatchObject({ code: 'conflict' });
    if (!point || !shop.connection.undo) throw new Error('declared and not there');
    await shop.follow(await shop.connection.undo(point, soon()), 'run-1.undo');
    expect(await shop.value()).toBe(URLS[2]);
  });

  it('is not garbled by a password that is a part of it', async () => {
    shop = await secretCase({ values: ['postgres://shop:production@db.example/shop'] });
    await shop.follow(await shop.connection.plan('host:production.example', soon()));
    expect(await shop.value()).toBe('postgres://shop:production@production.example/shop');
  });

  it('keeps its checkpoint for a run that asks again after it has moved', async () => {
    shop = await secretCase({ values: URLS });
    const plan = await shop.connection.plan(TARGET, soon());
    const before = await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon());
    await shop.follow(plan);
    expect(await shop.connection.checkpoint?.(plan, 'run-1.step-1', soon())).toEqual(before);
  });

  it('is stored once for one key, also by two who race', async () => {
    shop = await secretCase({ values: URLS });
    const plan = await shop.connection.plan(TARGET, soon());
    const racers = [shop.connect(), shop.connect()];
    const [one, other] = await Promise.all(racers.map((racer) => racer.start(plan, 'run-1.step-1', soon())));
    expect(one?.id).toBe(other?.id);
    const changes = await shop.changes();
    expect(changes.filter((change) => change === 'AWSCURRENT' || change === 'version').sort()).toEqual([
      'AWSCURRENT',
      'version',
    ]);
  });

  it('stores nothing when the value was replaced after the plan', async () => {
    shop = await secretCase({ values: URLS });
    const plan = await shop.connection.plan(TARGET, soon());
    await shop.control.act('put', { value: 'postgres://shop:other@db-3.example/shop' });
    await expect(shop.follow(plan)).rejects.toMatchObject({ code: 'conflict' });
    expect(await shop.changes()).toEqual([]);
  });

  it('waits for the step that gives the host', async () => {
    shop = await secretCase({ values: URLS });
    const placeholder = '$' + '{database.endpoint}';
    const plan = await shop.connection.plan(`host:${placeholder}`, soon());
    await expect(shop.follow(plan)).rejects.toMatchObject({ code: 'invalid_target' });
    await shop.follow({ ...plan, write: { ...plan.write, host: 'db-9.example' } });
    expect(await shop.value()).toContain('@db-9.example:5432/');
  });

  it.each([
    ['a URL', URLS[2] ?? '', {}],
    ['JSON with a host', '{"username":"shop","password":"canary-db-3.example","host":"db-3.example"}', {}],
    ['JSON with a URL', JSON.stringify({ DATABASE_URL: URLS[2] }), { urlKey: 'DATABASE_URL' }],
  ])('is what the commands do with %s', async (_what, value, config) => {
    shop = await secretCase({ values: [value] });
    const connection = shop.connect(config);
    const { commands } = await connection.plan(TARGET, soon());
    // In the place of Amazon's command line: it gives the value and shows what it is given.
    const bin = mkdtempSync(path.join(tmpdir(), 'repli-aws-'));
    const stub = '#!/bin/sh\ncase "$*" in *get-secret-value*) printf %s "$VALUE";; *put-secret-value*) cat;; esac\n';
    writeFileSync(path.join(bin, 'aws'), stub, { mode: 0o755 });
    const env = { NODE_ENV: 'test' as const, PATH: `${bin}:${process.env.PATH}`, VALUE: value };
    const stored = execFileSync('sh', ['-c', commands.join('\n')], { env, encoding: 'utf8' }).trim();
    expect(stored).toBe(value.replace(/([@/"])db-3\.example/, '$1db-9.example'));
  });

  it('needs a value of text that names one host', async () => {
    shop = await secretCase({ values: ['canary without a host'] });
    await expect(shop.connection.plan(TARGET, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.not.stringContaining('canary'),
    });
    await expect(shop.connection.plan('host:', soon())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the readiness of a secret', () => {
  it('names what the credentials lack', async () => {
    shop = await secretCase({ values: URLS });
    await shop.control.act('deny', { actions: ['secretsmanager:ListSecretVersionIds'] });
    const [finding] = await shop.connection.readiness(soon());
    expect(finding).toMatchObject({
      level: 'fail',
      text: expect.stringContaining('secretsmanager:ListSecretVersionIds'),
    });
  });

  it('says that credentials have expired, and that a secret is unknown', async () => {
    shop = await secretCase({ values: URLS });
    expect(codes(await shop.connect({ secretId: 'other' }).readiness(soon()))).toEqual([
      'secret_not_found',
      'any:identity',
    ]);
    await shop.control.act('expireCredentials');
    expect(codes(await shop.connection.readiness(soon()))).toEqual(['secret_auth', 'any:identity_refused']);
  });

  it('says that there is nothing to go back to', async () => {
    shop = await secretCase({ values: URLS.slice(0, 1) });
    expect(codes(await shop.connection.readiness(soon()))).toContain('no_target');
  });
});

it('is one thing to lock, by its name or its ARN', async () => {
  shop = await secretCase({ values: URLS });
  const { secretsManager } = await import('.');
  const keyOf = (secretId: string) =>
    secretsManager.resourceKey(secretsManager.config.parse({ region: 'eu-west-3', secretId }));
  expect(keyOf('arn:aws:secretsmanager:eu-west-3:123456789012:secret:shop/database-url-AbCdEf')).toBe(
    keyOf('shop/database-url'),
  );
});
