import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, Operation, Progress, ProviderPlan } from '@/lib/providers/contract';
import { type CommandsCase, commandsCase, PASSWORD, tool } from './fixtures/migration-commands-case';
import { wordGaps } from './fixtures/translations';
import { errorOf } from './suite/subject';

const FOUR = ['1_items', '2_orders', '3_gifts', '4_notes'];
const KEY = 'run-1.step-1';
const soon = () => ({ signal: AbortSignal.timeout(60_000) });
const codes = (list: { code: string }[]) => list.map(({ code }) => code);

let one: CommandsCase;
beforeEach(async () => {
  one = await commandsCase();
  await one.add(...FOUR);
});
afterEach(() => one.close());

/** What the tool itself did, one line a migration. */
const calls = async () =>
  (await one.query('SELECT action, name FROM calls ORDER BY at OFFSET 4')).map(
    ({ action, name }) => `${action} ${name}`,
  );

async function toEnd(connection: Connection, plan: ProviderPlan, operation: Operation): Promise<Progress | undefined> {
  let last: Progress | undefined;
  for await (const progress of connection.watch(operation, plan, soon())) last = progress;
  return last;
}

const BY_PATTERN = { command: tool('status', '--text'), read: { kind: 'pattern', pattern: '^\\[x\\] (\\S+)$' } };

describe('a command that takes back one migration at a time', () => {
  it('is repeated until the target is the newest, and not once more for the same key', async () => {
    const connection = one.connect(one.config({ status: BY_PATTERN }));
    const plan = await connection.plan('2_orders', soon());
    expect(plan.diff.split('\n').slice(2)).toEqual(['-4_notes', '-3_gifts']);
    const operation = await connection.start(plan, KEY, soon());
    expect(operation.evidence).toBe('exit code 0: reverted 4_notes; exit code 0: reverted 3_gifts.');
    expect((await connection.start(plan, KEY, soon())).evidence).toBe('Done by an earlier attempt of this run.');
    expect((await toEnd(connection, plan, operation))?.kind).toBe('converged');
    expect(await calls()).toEqual(['down 4_notes', 'down 3_gifts']);
  });

  it('is not run once too often by two workers of one machine', async () => {
    const plan = await one.connect(one.config()).plan('2_orders', soon());
    const racers = [one.connect(one.config()), one.connect(one.config())];
    await Promise.all(racers.map((racer) => racer.start(plan, KEY, soon())));
    expect(await calls()).toEqual(['down 4_notes', 'down 3_gifts']);
  });

  it('goes on where a worker was killed between two of them', async () => {
    const connection = one.connect(one.config({ down: tool('down', '{migration}') }));
    const plan = await connection.plan('1_items', soon());
    expect(codes(plan.warnings)).not.toContain('unnamed');
    await one.query(
      `ALTER TABLE items DROP "4_notes"; DELETE FROM applied WHERE name = '4_notes'; INSERT INTO calls (action, name) VALUES ('down', '4_notes')`,
    );
    await connection.start(plan, KEY, soon());
    expect(await calls()).toEqual(['down 4_notes', 'down 3_gifts', 'down 2_orders']);
  });

  it('waits for the command that a killed worker left running', async () => {
    const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    const connection = one.connect(one.config());
    const plan = await connection.plan('3_gifts', soon());
    mkdirSync(path.join(one.root, 'cache'));
    writeFileSync(one.runningFile(), JSON.stringify({ pid: left.pid, host: hostname() }));
    const waiting = await errorOf(connection.start(plan, KEY, { signal: AbortSignal.timeout(1_500) }));
    expect([waiting.code, waiting.retryable]).toEqual(['timeout', true]);
    expect(await calls()).toEqual([]);
    const gone = once(left, 'exit');
    left.kill('SIGKILL');
    await gone;
    await connection.start(plan, KEY, soon());
    expect(await calls()).toEqual(['down 4_notes']);
  });

  it('that took back more than the plan says is found out, and nothing more is run', async () => {
    const connection = one.connect(one.config({ down: tool('to', '1_items') }));
    const plan = await connection.plan('3_gifts', soon());
    expect(codes(plan.warnings)).toContain('unnamed');
    const error = await errorOf(connection.start(plan, KEY, soon()));
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('1_items') });
    expect(await calls()).toEqual(['down 4_notes', 'down 3_gifts', 'down 2_orders']);
  });

  it('that ends well and changes nothing is a failure, told as such', async () => {
    const connection = one.connect(one.config({ down: [process.execPath, '-e', ''] }));
    const error = await errorOf(connection.start(await connection.plan('3_gifts', soon()), KEY, soon()));
    expect(error).toMatchObject({ code: 'failed', message: expect.stringContaining('nothing was taken back') });
  });

  it('that fails is told by its exit code and last lines, without its secrets', async () => {
    const source =
      'console.error("context"); console.error("cannot drop, as " + process.env.DATABASE_URL); process.exit(3)';
    const connection = one.connect(one.config({ down: [process.execPath, '-e', source] }));
    const error = await errorOf(connection.start(await connection.plan('3_gifts', soon()), KEY, soon()));
    expect(error).toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/exit code 3 .*context \/ cannot drop/),
    });
    expect(error.message).not.toContain(PASSWORD);
  });
});

describe('npm run', () => {
  /** As people have it in package.json, with what npm prints around. */
  const scripts = () => {
    const words = (...args: string[]) =>
      tool(...args)
        .map((word) => `'${word}'`)
        .join(' ');
    const all = { 'migrate:status': words('status', '--text'), 'migrate:down': words('down') };
    writeFileSync(
      path.join(one.root, 'package.json'),
      JSON.stringify({ name: 'shop', version: '1.0.0', scripts: all }),
    );
  };
  const RAW = {
    status: { command: ['npm', 'run', 'migrate:status'], read: { kind: 'raw' } },
    down: ['npm', 'run', 'migrate:down'],
    up: undefined,
  };

  it('migrate:status and migrate:down lead to the migration that is chosen', async () => {
    scripts();
    const status = { ...BY_PATTERN, command: ['npm', 'run', 'migrate:status'] };
    const connection = one.connect(one.config({ status, down: ['npm', 'run', 'migrate:down'] }));
    const { revisions } = await connection.revisions({ limit: 10 }, soon());
    expect(revisions.map(({ id, summary }) => [id, summary])[0]).toEqual(['4_notes', 'notes']);
    const plan = await connection.plan('3_gifts', soon());
    expect(plan.commands).toEqual([
      `cd ${one.root}`,
      'export DATABASE_URL="$SHOP_DB"',
      'npm run migrate:down',
      'npm run migrate:status',
    ]);
    await connection.start(plan, KEY, soon());
    expect((await connection.current(soon())).id).toBe('3_gifts');
  });

  it('with a status that is shown as it is offers one back alone, and runs it at most once', async () => {
    scripts();
    const connection = one.connect(one.config(RAW));
    const { revisions } = await connection.revisions({ limit: 10 }, soon());
    expect(revisions.map(({ label }) => label)).toEqual(['as shown', 'one back']);
    expect(codes(await connection.readiness(soon()))).toEqual([
      'status_read',
      'backup_named',
      'no_up',
      'status_steady',
    ]);
    const plan = await connection.plan(revisions[1]?.id ?? '', soon());
    expect(plan.diff).toContain('[x] 4_notes');
    expect(wordGaps('migration-commands', plan.summary)).toEqual([]);
    const operation = await connection.start(plan, KEY, soon());
    expect(operation.evidence).toContain('reverted 4_notes');
    expect((await connection.start(plan, KEY, soon())).id).toBe(operation.id);
    const seen = await toEnd(connection, plan, operation);
    expect(seen).toMatchObject({ kind: 'converged', evidence: expect.stringContaining('[x] 3_gifts') });
    rmSync(path.join(one.root, 'cache'), { recursive: true });
    expect((await errorOf(connection.start(plan, KEY, soon()))).code).toBe('conflict');
    expect(await calls()).toEqual(['down 4_notes']);
  });
});

it('gives the commands no more of the environment than is named', async () => {
  process.env.REPLI_TEST_UNNAMED = 'worker only';
  const source = 'console.log(JSON.stringify(Object.keys(process.env)))';
  const status = { command: [process.execPath, '-e', source], read: { kind: 'json' } };
  const { revisions } = await one.connect(one.config({ status })).revisions({ limit: 50 }, soon());
  delete process.env.REPLI_TEST_UNNAMED;
  const names = revisions.map(({ id }) => id);
  expect(names).toContain('DATABASE_URL');
  expect(names.filter((name) => !/^(PATH|HOME|LANG|TMPDIR|DATABASE_URL)$/.test(name))).toEqual([]);
});

it('takes nothing back without a backup point, and leads forward only where a command does', async () => {
  const bare = one.connect(one.config({ backup: undefined, up: undefined }));
  expect(await errorOf(bare.plan('3_gifts', soon()))).toMatchObject({ code: 'invalid_target' });
  const connection = one.connect(one.config({ up: undefined }));
  const plan = await connection.plan('3_gifts', soon());
  const point = await connection.checkpoint?.(plan, KEY, soon());
  await connection.start(plan, KEY, soon());
  if (!point || !connection.undo) throw new Error('declared and not there');
  expect(await errorOf(connection.undo(point, soon()))).toMatchObject({
    code: 'invalid_target',
    message: expect.stringContaining('under up'),
  });
});
