import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRepository } from '@/tests/contract/fixtures/git-repository';
import {
  type Files,
  type MigrationsCase,
  migrationsCase,
  PASSWORD,
  soon,
} from '@/tests/contract/fixtures/migrations-case';
import { gapsIn } from '@/tests/contract/fixtures/translations';
import { prisma } from '@/tests/setup/prisma-cli';

const ORDERS: Files = { '20260101000000_orders': 'CREATE TABLE orders (id serial PRIMARY KEY, note text);' };
const GIFTS: Files = {
  '20260102000000_gifts': {
    up: 'ALTER TABLE orders ADD COLUMN gift text;',
    down: 'ALTER TABLE orders DROP COLUMN gift;',
  },
};
const LOSSY: Files = {
  '20260103000000_drop_note': {
    up: 'ALTER TABLE orders DROP COLUMN note;',
    down: 'ALTER TABLE orders ADD COLUMN note text;',
  },
};
const [FIRST, SECOND, THIRD] = ['20260101000000_orders', '20260102000000_gifts', '20260103000000_drop_note'];
const KEY = 'run-1.step-1';

let shop: MigrationsCase;
afterEach(() => shop?.close());

const codes = (notices: { code: string }[]) => notices.map(({ code }) => code);
const columns = async () =>
  (await shop.query("SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'orders'")).map(
    ({ name }) => name,
  );
const ledger = async () =>
  (await shop.query(
    'SELECT migration_name AS name, rolled_back_at IS NULL AS counts, logs FROM _prisma_migrations ORDER BY started_at',
  )) as {
    name: string;
    counts: boolean;
    logs: string | null;
  }[];

describe('taking applied migrations back', () => {
  it('runs their scripts newest first and marks their rows, in one transaction', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS, ...LOSSY });
    const plan = await shop.connect().plan(FIRST, soon());
    expect(plan.diff).toContain('ALTER TABLE orders ADD COLUMN note text;');
    const seen = await shop.follow(plan);
    expect(seen.at(-1)).toMatchObject({ kind: 'converged', evidence: expect.stringContaining(FIRST) });
    expect((await columns()).sort()).toEqual(['id', 'note']);
    expect(await ledger()).toEqual([
      { name: FIRST, counts: true, logs: null },
      { name: SECOND, counts: false, logs: `repli: ${KEY}` },
      { name: THIRD, counts: false, logs: `repli: ${KEY}` },
    ]);
  });

  it('leaves a ledger after which Prisma applies the corrected migration again', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    await shop.follow(await shop.connect().plan(FIRST, soon()));
    shop.write({ '20260102000000_gifts': 'ALTER TABLE orders ADD COLUMN gift_code text;' });
    writeFileSync(path.join(shop.root, 'prisma/schema.prisma'), 'datasource db {\n  provider = "postgresql"\n}\n');
    writeFileSync(
      path.join(shop.root, 'prisma.config.mjs'),
      "export default { schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' }, datasource: { url: process.env.DATABASE_URL } };\n",
    );
    const deployed = await prisma(['migrate', 'deploy'], shop.url, shop.root);
    expect(deployed.output).toContain(SECOND);
    expect(deployed.code).toBe(0);
    expect(await columns()).toContain('gift_code');
    expect((await prisma(['migrate', 'status'], shop.url, shop.root)).output).toContain('up to date');
  });

  it('makes a script where none stands beside the migration, and says so', async () => {
    shop = await migrationsCase({
      ...ORDERS,
      '20260102000000_gifts': 'ALTER TABLE orders ADD COLUMN gift text NOT NULL;',
    });
    const plan = await shop.connect().plan(FIRST, soon());
    expect(plan.diff).toContain('ALTER TABLE "orders" DROP COLUMN "gift";');
    expect(codes(plan.warnings)).toEqual(['generated', 'code_first', 'backup_unproven']);
    await shop.follow(plan);
    expect(await columns()).not.toContain('gift');
  });

  it('needs a script where none follows from the migration', async () => {
    shop = await migrationsCase({ ...ORDERS, [THIRD]: 'ALTER TABLE orders DROP COLUMN note;' });
    await expect(shop.connect().plan(FIRST, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringMatching(/ALTER TABLE orders DROP COLUMN note.*restore the database/),
    });
  });

  it('says what no script brings back, and by which statement it went', async () => {
    shop = await migrationsCase({ ...ORDERS, ...LOSSY });
    const { warnings, losses } = await shop.connect().plan(FIRST, soon());
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'irreversible',
        params: { name: THIRD, statement: 'ALTER TABLE orders DROP COLUMN note' },
      }),
    );
    expect(codes(losses)).toEqual(['dropped_data', 'rows_stay', 'destroyed_stays']);
    expect(gapsIn('migrations', [...warnings, ...losses])).toEqual([]);
  });

  it('says that nothing needs to be taken back when the code before works as it is', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    expect(codes((await shop.connect().plan(FIRST, soon())).warnings)).toContain('not_needed');
  });

  it('is refused without a backup point, with what to do', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    await expect(shop.connect({ backup: undefined }).plan(FIRST, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('under backup'),
    });
  });

  it('warns of a migration whose file was edited after it was applied', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    shop.write({
      [SECOND]: {
        up: '-- edited\nALTER TABLE orders ADD COLUMN gift text;',
        down: 'ALTER TABLE orders DROP COLUMN gift;',
      },
    });
    const { warnings } = await shop.connect().plan(FIRST, soon());
    expect(warnings.find(({ code }) => code === 'edited')?.params).toEqual({ list: SECOND });
  });

  it('is refused when the source does not hold what the ledger names', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    await shop.query('UPDATE _prisma_migrations SET migration_name = $1 WHERE migration_name = $2', [THIRD, SECOND]);
    await expect(shop.connect().plan(FIRST, soon())).rejects.toMatchObject({ code: 'invalid_target' });
  });

  it('refuses a script that would end the transaction', async () => {
    shop = await migrationsCase({
      ...ORDERS,
      [SECOND]: { up: 'SELECT 1;', down: 'DELETE FROM orders; COMMIT; SELECT 1;' },
    });
    await expect(shop.connect().plan(FIRST, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('"COMMIT"'),
    });
  });

  it('reads the ledger of the schema that the address names', async () => {
    shop = await migrationsCase(ORDERS);
    await shop.query('CREATE SCHEMA other; GRANT ALL ON SCHEMA other TO public');
    const url = `${shop.url}?schema=other&connection_limit=1`;
    await expect(shop.connect({}, { SHOP_DB: url }).current(soon())).rejects.toMatchObject({ code: 'not_found' });
    expect((await shop.connect({}, { SHOP_DB: `${shop.url}?schema=public` }).current(soon())).id).toBe(FIRST);
  });
});

describe('a script that fails', () => {
  it('is found by the dry run, which changes nothing', async () => {
    shop = await migrationsCase({
      ...ORDERS,
      [SECOND]: { up: 'SELECT 1;', down: 'DROP TABLE orders; SELECT * FROM nowhere;' },
    });
    const connection = shop.connect();
    const plan = await connection.plan(FIRST, soon());
    const before = await ledger();
    await expect(connection.checkpoint?.(plan, KEY, soon())).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('nowhere'),
    });
    await expect(connection.start(plan, KEY, soon())).rejects.toMatchObject({ code: 'failed' });
    expect(await ledger()).toEqual(before);
    expect(await columns()).toContain('note');
  });

  it('does not wait for a lock for ever, and may be tried again', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    const plan = await shop.connect().plan(FIRST, soon());
    await shop.query('BEGIN; LOCK TABLE orders IN ACCESS SHARE MODE');
    await expect(shop.connect({ lockTimeoutSeconds: 0.2 }).start(plan, KEY, soon())).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      message: expect.stringContaining('55P03'),
    });
    await shop.query('ROLLBACK');
    await shop.follow(plan);
    expect(await columns()).not.toContain('gift');
  });

  it('is ended when a statement takes too long', async () => {
    shop = await migrationsCase({ ...ORDERS, [SECOND]: { up: 'SELECT 1;', down: 'SELECT pg_sleep(30);' } });
    const plan = await shop.connect().plan(FIRST, soon());
    await expect(shop.connect({ statementTimeoutSeconds: 0.2 }).start(plan, KEY, soon())).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('statementTimeoutSeconds'),
    });
  });

  it('is taken back by the server when the run is aborted in its middle', async () => {
    shop = await migrationsCase({
      ...ORDERS,
      [SECOND]: { up: 'SELECT 1;', down: 'DROP TABLE orders; SELECT pg_sleep(40);' },
    });
    const plan = await shop.connect().plan(FIRST, soon());
    const controller = new AbortController();
    const started = shop.connect().start(plan, KEY, { signal: controller.signal });
    started.catch(() => undefined);
    const sleeping = "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(40)%' AND pid <> pg_backend_pid()";
    while ((await shop.query(sleeping)).length === 0);
    controller.abort();
    await expect(started).rejects.toMatchObject({ code: 'timeout' });
    // The backend notices within a second that its client is gone.
    while ((await shop.query(sleeping)).length > 0);
    expect(await columns()).toContain('note');
    expect((await ledger()).every(({ counts }) => counts)).toBe(true);
  });
});

describe('a failed migration', () => {
  const FAILING: Files = { [SECOND]: 'ALTER TABLE orders ADD COLUMN gift text; SELECT * FROM nowhere;' };

  it('is what is current, and goes with its ledger alone: PostgreSQL took it back already', async () => {
    shop = await migrationsCase(ORDERS);
    await expect(shop.apply(FAILING)).rejects.toThrow('nowhere');
    const connection = shop.connect();
    const { revisions } = await connection.revisions({ limit: 5 }, soon());
    expect(revisions.map(({ id, current, marks }) => [id, current, marks])).toEqual([
      [SECOND, true, ['failed']],
      [FIRST, false, []],
    ]);
    const plan = await connection.plan(FIRST, soon());
    expect(codes(plan.warnings)).toContain('failed_untouched');
    await shop.follow(plan);
    const [, row] = await ledger();
    expect(row?.counts).toBe(false);
    // What Prisma kept of the failure stays.
    expect(row?.logs).toMatch(/nowhere[\s\S]*repli: run-1\.step-1$/);
    expect((await connection.current(soon())).id).toBe(FIRST);
    await shop.apply({ [SECOND]: 'ALTER TABLE orders ADD COLUMN gift text;' });
    expect(await columns()).toContain('gift');
  });

  it('needs a script when a part of it may have stayed', async () => {
    shop = await migrationsCase(ORDERS);
    await expect(
      shop.apply({ [SECOND]: 'BEGIN; ALTER TABLE orders ADD COLUMN gift text; COMMIT; SELECT * FROM nowhere;' }),
    ).rejects.toThrow();
    await expect(shop.connect().plan(FIRST, soon())).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('a part of it may have stayed'),
    });
    shop.write({
      [SECOND]: {
        up: 'BEGIN; ALTER TABLE orders ADD COLUMN gift text; COMMIT; SELECT * FROM nowhere;',
        down: 'ALTER TABLE orders DROP COLUMN IF EXISTS gift;',
      },
    });
    await shop.follow(await shop.connect().plan(FIRST, soon()));
    expect(await columns()).not.toContain('gift');
  });
});

describe('Prisma’s own lock', () => {
  it('keeps plans away while somebody migrates, and names who', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    await shop.query("SET application_name = 'prisma of ci'; SELECT pg_advisory_lock(72707369)");
    await expect(shop.connect().plan(FIRST, soon())).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/prisma of ci.*pg_terminate_backend/),
    });
    await shop.query('SELECT pg_advisory_unlock(72707369)');
    await expect(shop.connect().plan(FIRST, soon())).resolves.toBeTruthy();
  });

  it('is waited for no longer than for any lock', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    const plan = await shop.connect().plan(FIRST, soon());
    await shop.query('SELECT pg_advisory_lock(72707369)');
    await expect(shop.connect({ lockTimeoutSeconds: 0.2 }).start(plan, KEY, soon())).rejects.toMatchObject({
      code: 'unavailable',
    });
    await shop.query('SELECT pg_advisory_unlock(72707369)');
  });
});

describe('the checkpoint', () => {
  it('makes the backup point by its command, after the dry run', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    const backup = {
      name: 'dump',
      command: ['sh', '-c', 'echo "made for $REPLI_KEY as $NAME"'],
      variables: { NAME: 'env:NAME' },
    };
    const connection = shop.connect({ backup }, { NAME: 'shop-backup' });
    const plan = await connection.plan(FIRST, soon());
    expect(codes(plan.warnings)).not.toContain('backup_unproven');
    const point = await connection.checkpoint?.(plan, KEY, soon());
    // A value behind a reference is not shown.
    expect(point?.evidence).toContain(`dump: made for ${KEY} as ***`);
    expect(await columns()).toContain('gift');
  });

  it('stops the step when the backup point cannot be made', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    const connection = shop.connect({ backup: { name: 'dump', command: ['sh', '-c', 'echo disk full >&2; exit 3'] } });
    const plan = await connection.plan(FIRST, soon());
    await expect(connection.checkpoint?.(plan, KEY, soon())).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('exit 3, disk full'),
    });
  });

  it('leads forward again: the migrations are applied as Prisma would, what they dropped stays empty', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS, ...LOSSY });
    const connection = shop.connect();
    const plan = await connection.plan(FIRST, soon());
    const point = await connection.checkpoint?.(plan, KEY, soon());
    if (!point) throw new Error('no checkpoint');
    await shop.follow(plan);
    const back = await connection.undo?.(point, soon());
    if (!back) throw new Error('no way back');
    expect([back.to.id, codes(back.losses)]).toEqual([THIRD, ['data_not_brought_back']]);
    expect(gapsIn('migrations', [back.summary, ...back.followUps, ...back.warnings, ...back.losses])).toEqual([]);
    await shop.follow(back, 'run-2.step-1');
    expect((await columns()).sort()).toEqual(['gift', 'id']);
    expect((await ledger()).filter(({ counts }) => counts).map(({ name }) => name)).toEqual([FIRST, SECOND, THIRD]);
  });
});

describe('the readiness of migrations', () => {
  it('tells whether the newest one could be taken back', async () => {
    shop = await migrationsCase({ ...ORDERS, ...GIFTS });
    const findings = await shop.connect().readiness(soon());
    expect(codes(findings)).toEqual(['ledger_read', 'backup_named', 'last_reversible']);
    expect(codes(await shop.connect({ backup: undefined }).readiness(soon()))[1]).toBe('no_backup');
    await shop.apply({ [THIRD]: 'DROP TABLE orders;' });
    const stuck = await shop.connect().readiness(soon());
    expect(codes(stuck).at(-1)).toBe('last_stuck');
    expect(gapsIn('migrations', [...findings, ...stuck])).toEqual([]);
  });

  it('says what keeps it from the database, without the password', async () => {
    shop = await migrationsCase(ORDERS);
    const wrong = shop.url.replace(PASSWORD, 'another-canary-password');
    const findings = await shop.connect({}, { SHOP_DB: wrong }).readiness(soon());
    expect(findings).toMatchObject([{ level: 'fail', code: 'ledger_unreadable' }]);
    expect(JSON.stringify(findings)).not.toContain('canary');
    const [nowhere] = await shop.connect({}, { SHOP_DB: 'mysql://shop' }).readiness(soon());
    expect(nowhere?.text).toContain('postgresql://');
  });
});

describe('whether the code of a version fits the live schema', () => {
  const SOURCE = { kind: 'git', folder: 'prisma/migrations' };
  const upOf = (content: Files[string] | undefined) => (typeof content === 'string' ? content : (content?.up ?? ''));

  /** A repository whose commits hold one migration more each, the last one deployed; the answer asks about a tag. */
  async function versions(...steps: Files[]) {
    shop = await migrationsCase(Object.assign({}, ...steps));
    const repository = createRepository(path.join(shop.root, 'shop.git'));
    for (const [index, step] of steps.entries()) {
      const files = Object.entries(step).map(([name, content]) => [
        `prisma/migrations/${name}/migration.sql`,
        upOf(content),
      ]);
      repository.commit('main', [{ subject: `Version ${index + 1}`, files: Object.fromEntries(files) }]);
      repository.git('tag', `v${index + 1}`);
    }
    const connection = shop.connect({ source: { ...SOURCE, remote: repository.url } });
    return async (names: string[], after?: string) =>
      (await connection.fits?.({ names, ...(after === undefined ? {} : { after }) }, soon())) ?? [];
  }

  it('is not in doubt for the version that runs, and for one before migrations that are safe', async () => {
    const ask = await versions(ORDERS, GIFTS);
    expect(await ask(['v2'])).toEqual([]);
    expect(await ask(['v1'])).toEqual([]);
  });

  it('is denied by the statements that it would fail on', async () => {
    const ask = await versions(ORDERS, { [SECOND]: 'ALTER TABLE orders ADD COLUMN gift text NOT NULL;' });
    const [warning, ...more] = await ask(['api:56', '1']);
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      code: 'migrations:fit_needs_down',
      params: { version: 'api:56', list: SECOND, statement: 'ALTER TABLE orders ADD COLUMN gift text NOT NULL' },
    });
    expect(gapsIn('migrations', [{ ...warning, code: 'fit_needs_down', text: '' }])).toEqual([]);
  });

  it('is not in doubt when the same plan takes those migrations back', async () => {
    const ask = await versions(ORDERS, { [SECOND]: 'ALTER TABLE orders ADD COLUMN gift text NOT NULL;' });
    expect(await ask(['v1'], FIRST)).toEqual([]);
  });

  it('tells what no script brings back from what one does', async () => {
    const ask = await versions(ORDERS, LOSSY);
    expect(codes(await ask(['v1']))).toEqual(['migrations:fit_irreversible']);
  });

  it('says when it is not known, and when the schema is behind', async () => {
    const ask = await versions(ORDERS, GIFTS);
    expect(codes(await ask(['api:56', 'no-such-tag']))).toEqual(['migrations:fit_unknown']);
    expect(codes(await ask(['v2'], FIRST))).toEqual(['migrations:schema_behind']);
  });
});
