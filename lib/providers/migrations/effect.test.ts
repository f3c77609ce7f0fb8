import { describe, expect, it } from 'vitest';
import { assess } from './assess';
import { outsideTransaction, parseScript } from './statements';

const migration = (up: string, name = '20260101000000_change') => ({ name, up, down: null, checksum: '' });
const judge = async (up: string) => (await assess([migration(up)]))[0];

describe('a migration, for the code before it', () => {
  it.each([
    [
      'a table, with all that belongs to it',
      'CREATE TABLE "Gift" (id serial PRIMARY KEY, "orderId" int NOT NULL); CREATE UNIQUE INDEX "Gift_key" ON "Gift" ("orderId"); ALTER TABLE "Gift" ADD CONSTRAINT "Gift_fk" FOREIGN KEY ("orderId") REFERENCES "Order" (id); INSERT INTO "Gift" VALUES (1, 1)',
      'DROP TABLE "Gift";',
    ],
    [
      'a column that may be empty',
      'ALTER TABLE "Order" ADD COLUMN note text',
      'ALTER TABLE "Order" DROP COLUMN "note";',
    ],
    [
      'a required column with a default',
      'ALTER TABLE shop."Order" ADD COLUMN paid boolean NOT NULL DEFAULT false',
      'ALTER TABLE "shop"."Order" DROP COLUMN "paid";',
    ],
    ['an index', 'CREATE INDEX by_day ON shop.visits (day)', 'DROP INDEX "shop"."by_day";'],
    ['a type', `CREATE TYPE shop.state AS ENUM ('new', 'paid')`, 'DROP TYPE "shop"."state";'],
    ['a comment', `COMMENT ON TABLE visits IS 'x'`, ''],
  ])('is safe with %s', async (_name, up, reverse) => {
    expect(await judge(up)).toMatchObject({ verdict: 'safe', because: [], reverse });
  });

  it.each([
    ['a required column', 'ALTER TABLE a ADD COLUMN b int NOT NULL', 'ALTER TABLE "a" DROP COLUMN "b";'],
    ['NOT NULL', 'ALTER TABLE a ALTER b SET NOT NULL', 'ALTER TABLE "a" ALTER COLUMN "b" DROP NOT NULL;'],
    ['NULL', 'ALTER TABLE a ALTER b DROP NOT NULL', 'ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;'],
    ['a renamed column', 'ALTER TABLE a RENAME COLUMN b TO c', 'ALTER TABLE "a" RENAME COLUMN "c" TO "b";'],
    ['a renamed table', 'ALTER TABLE s.a RENAME TO b', 'ALTER TABLE "s"."b" RENAME TO "a";'],
    ['a constraint', 'ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0)', 'ALTER TABLE "a" DROP CONSTRAINT "c";'],
    ['what must be unique now', 'CREATE UNIQUE INDEX c ON a (b)', 'DROP INDEX "c";'],
    ['a renamed value', `ALTER TYPE t RENAME VALUE 'it''s' TO 'b'`, `ALTER TYPE "t" RENAME VALUE 'b' TO 'it''s';`],
  ])('needs a way down with %s, which follows from the statement', async (_name, up, reverse) => {
    expect(await judge(`-- why\n${up};`)).toMatchObject({ verdict: 'needs_down', because: [up], reverse });
  });

  it.each([
    'DROP TABLE a',
    'DROP SCHEMA s CASCADE',
    'ALTER TABLE a DROP COLUMN b',
    'ALTER TABLE a ALTER COLUMN b TYPE date',
    'TRUNCATE a',
    'DELETE FROM a WHERE b',
    'UPDATE a SET b = 1',
    'DO $$ BEGIN PERFORM 1; END $$',
  ])('is irreversible with %s', async (up) => {
    expect(await judge(`CREATE INDEX i ON a (b); ${up}`)).toMatchObject({
      verdict: 'irreversible',
      because: [up],
      reverse: null,
      stuck: up,
    });
  });

  it('is taken back last statement first', async () => {
    const up = 'ALTER TABLE a ADD b int, ADD c int; CREATE INDEX i ON a (b);';
    expect((await judge(up))?.reverse).toBe(
      'DROP INDEX "i";\nALTER TABLE "a" DROP COLUMN "c";\nALTER TABLE "a" DROP COLUMN "b";',
    );
  });

  it('is judged with those before it: a table that came with them is nobody’s loss', async () => {
    const judged = await assess([migration('CREATE TABLE a (b int)'), migration('ALTER TABLE a DROP COLUMN b')]);
    expect(judged.map(({ verdict }) => verdict)).toEqual(['safe', 'safe']);
  });

  it('can only be judged when PostgreSQL could read it', async () => {
    await expect(judge('ALTER TABEL a')).rejects.toMatchObject({
      code: 'invalid_target',
      message: expect.stringContaining('TABEL'),
    });
  });
});

describe('a script that is part of a transaction', () => {
  it.each(['COMMIT', 'CREATE INDEX CONCURRENTLY i ON a (b)', 'DROP INDEX CONCURRENTLY i', 'VACUUM a'])(
    'holds no %s',
    async (sql) => {
      const statements = await parseScript(`SELECT 1; ${sql}; SELECT 2`, 'down.sql');
      expect(outsideTransaction(statements)?.text).toBe(sql);
    },
  );

  it('may hold anything else, words like COMMIT in a text included', async () => {
    const statements = await parseScript("INSERT INTO a VALUES ('COMMIT;'); ANALYZE a", 'down.sql');
    expect(statements.map(({ text }) => text)).toEqual(["INSERT INTO a VALUES ('COMMIT;')", 'ANALYZE a']);
    expect(outsideTransaction(statements)).toBeUndefined();
  });
});
