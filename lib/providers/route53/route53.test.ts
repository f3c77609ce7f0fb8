import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmulatorControl } from '@/lib/lab/emulator/client';
import { startEmulator } from '@/lib/lab/emulator/start';
import { toldInBoth } from '@/tests/contract/fixtures/translations';
import type { Connection, Progress } from '../contract';
import { createCredentials } from '../credentials';
import { route53 } from '.';

const FILE = fileURLToPath(new URL('../../lab/aws/route53/main.ts', import.meta.url));
const soon = () => ({ signal: AbortSignal.timeout(20_000) });

let control: EmulatorControl;
let connection: Connection;
let close: () => Promise<void>;
beforeEach(() => open({}));
afterEach(() => close());

async function open(options: Record<string, unknown>, config: object = {}) {
  const started = await startEmulator(FILE, { insyncMs: 0, ...options });
  ({ control, close } = started);
  const keys = { kind: 'keys', accessKeyId: 'env:ID', secretAccessKey: 'env:KEY' };
  const place = { hostedZone: 'Z0SHOP', name: 'api.shop.example', endpoint: started.url, credentials: keys };
  connection = route53.connect(route53.config.parse({ ...place, ...config }), {
    clock: () => new Date(),
    credentials: createCredentials({ ID: 'AKIAEMULATOR', KEY: 'not-checked-by-the-emulator' }),
    cacheDir: '/nowhere',
  });
}

const record = (SetIdentifier: string, Weight: number, more: object = {}) => ({
  Action: 'UPSERT',
  ResourceRecordSet: {
    Name: 'api.shop.example',
    Type: 'A',
    SetIdentifier,
    Weight,
    TTL: 60,
    ResourceRecords: [{ Value: SetIdentifier === 'blue' ? '192.0.2.10' : '192.0.2.20' }],
    ...more,
  },
});
const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);

describe('a shift of traffic', () => {
  it('goes back to blue in one batch and says the TTL', async () => {
    const plan = await connection.plan('blue=100,green=0', soon());
    expect(plan.warnings).toContainEqual(expect.objectContaining({ code: 'ttl', params: { seconds: 60 } }));
    await connection.start(plan, 'run-1.step-1', soon());
    expect((await control.log()).filter(({ write }) => write)).toHaveLength(1);
    expect((await connection.current(soon())).summary).toBe('100 % blue');
  });

  it.each(['blue=100,green=0', 'blue=90,green=10'])('is pending until all servers know it: %s', async (target) => {
    await close();
    await open({ insyncMs: 1_000 });
    const plan = await connection.plan(target, soon());
    const operation = await connection.start(plan, 'run-1.step-1', soon());
    const seen: Progress['kind'][] = [];
    for await (const progress of toldInBoth('route53', connection).watch(operation, plan, soon()))
      seen.push(progress.kind);
    expect(seen).toEqual(['progress', 'converged']);
  });

  it('leaves everything else of the records, and the records around them, as they are', async () => {
    const before = JSON.parse(await control.everything()) as { sets: { SetIdentifier?: string; Weight?: number }[] };
    const plan = await connection.plan('blue=10,green=90', soon());
    await connection.start(plan, 'run-1.step-1', soon());
    const weights: Record<string, number> = { blue: 10, green: 90 };
    const sets = before.sets.map((set) =>
      set.SetIdentifier === undefined ? set : { ...set, Weight: weights[set.SetIdentifier] },
    );
    expect(JSON.parse(await control.everything())).toEqual({ ...before, sets });
  });

  it('is a conflict when a record leads elsewhere since the plan, although the weights are the same', async () => {
    const plan = await connection.plan('blue=100,green=0', soon());
    const elsewhere = { ResourceRecords: [{ Value: '192.0.2.99' }] };
    await control.act('change', { changes: [record('blue', 0, elsewhere)] });
    await expect(connection.start(plan, 'run-1.step-1', soon())).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is a conflict for its watcher when somebody shifts traffic meanwhile', async () => {
    const plan = await connection.plan('blue=100,green=0', soon());
    const operation = await connection.start(plan, 'run-1.step-1', soon());
    await control.act('change', { changes: [record('blue', 50), record('green', 50)] });
    const watching = connection.watch(operation, plan, soon())[Symbol.asyncIterator]().next();
    await expect(watching).rejects.toMatchObject({ code: 'conflict', retryable: false });
  });

  it('warns of health checks, of a third record and of a part that moves only', async () => {
    const checked = { HealthCheckId: '7ab6b5c0-0000-4000-8000-000000000000' };
    await control.act('change', { changes: [record('blue', 0, checked), record('red', 5)] });
    const { warnings } = await connection.plan('blue=10,green=90', soon());
    expect(codes(warnings)).toEqual(['ttl', 'health_decides', 'others_share', 'canary']);
  });

  it('marks the canary shares', async () => {
    const { revisions } = await connection.revisions({ limit: 50 }, soon());
    expect(revisions.filter(({ marks }) => marks.includes('canary')).map(({ id }) => id)).toEqual([
      'blue=10,green=90',
      'blue=90,green=10',
    ]);
  });
});

describe('the readiness of weighted records', () => {
  it('names a record that is missing', async () => {
    await close();
    await open({}, { blue: 'teal' });
    expect(await connection.readiness(soon())).toEqual([
      expect.objectContaining({ level: 'fail', code: 'records_not_found', text: expect.stringContaining('teal') }),
      expect.objectContaining({ level: 'ok', code: 'any:identity' }),
    ]);
  });

  it('warns of a TTL that is longer than an incident should last', async () => {
    await close();
    await open({ ttlSeconds: 3_600 });
    expect(codes(await connection.readiness(soon()))).toContain('ttl_long');
  });

  it('names the action that the credentials lack, and says that they have expired', async () => {
    await control.act('deny', { actions: ['route53:ListResourceRecordSets'] });
    expect((await connection.readiness(soon()))[0]?.text).toContain('may not route53:ListResourceRecordSets');
    await control.act('expireCredentials');
    expect((await connection.readiness(soon()))[0]?.text).toContain('have expired');
  });
});

describe('a full share in two stages', () => {
  const STAGED = 'canary:blue=100,green=0';
  beforeEach(async () => {
    await close();
    await open({}, { canaryHoldSeconds: 600 });
  });

  it('is offered only where its first share is to be held', async () => {
    const ids = async () => (await connection.revisions({ limit: 100 }, soon())).revisions.map(({ id }) => id);
    expect(await ids()).toContain(STAGED);
    expect((await ids()).indexOf(STAGED)).toBe((await ids()).indexOf('blue=100,green=0') + 1);
    // Where everything is on green, there is nothing to go to it in stages for.
    expect(await ids()).not.toContain('canary:blue=0,green=100');
    await close();
    await open({});
    expect(await ids()).not.toContain(STAGED);
    await expect(connection.plan('canary:blue=90,green=10', soon())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes the first part, then the rest from there, then back from before both', async () => {
    const plan = await connection.plan(STAGED, soon());
    expect(plan).toMatchObject({ to: { id: STAGED, summary: '100 % blue' }, canary: { holdMs: 600_000 } });
    const first = plan.canary?.plan;
    if (!first) throw new Error('no canary');
    expect(first.commands.at(-1)).toContain('sleep 600');
    const point = await connection.checkpoint?.(first, 'run-1.step-1', soon());
    await connection.start(first, 'run-1.step-1', soon());
    expect((await connection.current(soon())).summary).toBe('10 % blue, 90 % green');
    await connection.start(plan, 'run-1.step-2', soon());
    expect((await connection.current(soon())).summary).toBe('100 % blue');
    const back = point && (await connection.undo?.(point, soon()));
    if (!back) throw new Error('no way back');
    await connection.start(back, 'run-2.step-1', soon());
    expect((await connection.current(soon())).summary).toBe('100 % green');
  });

  it('goes all the way at once where the first part was skipped, and not from anywhere else', async () => {
    const plan = await connection.plan(STAGED, soon());
    const half = await connection.plan('blue=50,green=50', soon());
    await connection.start(half, 'run-0.step-1', soon());
    await expect(connection.start(plan, 'run-1.step-2', soon())).rejects.toMatchObject({ code: 'conflict' });
    const back = await connection.plan('blue=0,green=100', soon());
    await connection.start(back, 'run-0.step-2', soon());
    await connection.start(plan, 'run-1.step-2', soon());
    expect((await connection.current(soon())).summary).toBe('100 % blue');
  });
});
