import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportCatalogue } from '@/lib/catalogue/export';
import { importCatalogue } from '@/lib/catalogue/import';
import { tryPart } from '@/lib/catalogue/try';
import { keyFile } from '@/lib/credentials/keys';
import { credentialTroubles, listCredentials } from '@/lib/credentials/read';
import { credentials } from '@/lib/credentials/resolve';
import { rotateKeys } from '@/lib/credentials/rotate';
import { type CredentialInput, removeCredential, saveCredential } from '@/lib/credentials/store';
import { closeDb, db } from '@/lib/db/client';
import { serve } from '@/lib/net/testing/server';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { TEST_SECRET } from '../setup/signed-in';

const CANARY = 'canary-7f3a91c4e5';
let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'repli-keys-'));
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('NEXTAUTH_SECRET', TEST_SECRET);
  vi.stubEnv('REPLI_DATA_DIR', dataDir);
});
afterAll(async () => {
  await closeDb();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(async () => {
  await db().credential.deleteMany();
  await db().service.deleteMany();
});

const token = (value: string, change: Partial<CredentialInput> = {}): CredentialInput => ({
  name: 'monitoring',
  kind: 'token',
  fields: { value },
  expiresAt: null,
  version: 0,
  ...change,
});

const shop = (url: string) => `services:
  - slug: shop
    name: Shop
    environment: production
    owner: Payments
    components: [{ name: web, provider: git, config: { remote: "https://git.example/web.git" } }]
    checks: [{ name: Health, kind: http, config: { url: "${url}", headers: { authorization: "Bearer credential:monitoring" } } }]
`;

/** Every table with every row, as a backup would write it. */
async function everything(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const dumps = await Promise.all(
    tables.map(({ name }) => db().$queryRawUnsafe<unknown[]>(`SELECT to_jsonb(t) AS row FROM "${name}" t`)),
  );
  return JSON.stringify(dumps);
}

describe('a stored credential', () => {
  it('is used by its name and is in clear nowhere: tables, lists, exports, tries, errors', async () => {
    const server = await serve((request, response) => {
      response.statusCode = request.headers.authorization === `Bearer ${CANARY}` ? 200 : 401;
      response.end(`you sent ${request.headers.authorization}`);
    });
    try {
      expect(await saveCredential(token(CANARY), 'ann')).toEqual({ ok: true });
      expect(await credentials.resolve('credential:monitoring')).toBe(CANARY);
      expect(await importCatalogue(shop(server.url), 'test')).toMatchObject({ ok: true });
      const config = { url: server.url, headers: { authorization: 'Bearer credential:monitoring' } };
      const right = await tryPart({ part: 'check', kind: 'http', config, locale: 'en' });
      expect(right).toMatchObject({ ok: true, result: { lines: [{ tone: 'ok' }, {}] } });
      const wrong = { ...config, bodyPattern: 'nothing like it' };
      const seen = await tryPart({ part: 'check', kind: 'http', config: wrong, locale: 'en' });
      const shown = [right, seen, await listCredentials(), await exportCatalogue(), await everything()];
      for (const text of shown.map((one) => JSON.stringify(one))) {
        expect(text).not.toContain(CANARY);
        expect(text).not.toContain(Buffer.from(CANARY).toString('base64'));
      }
    } finally {
      await server.close();
    }
  });

  it('may be a reference, which is shown, and is resolved at each call', async () => {
    vi.stubEnv('MONITORING_TOKEN', 'from the environment');
    await saveCredential(token('env:MONITORING_TOKEN'), 'ann');
    expect(await credentials.resolve('credential:monitoring')).toBe('from the environment');
    expect((await listCredentials())[0]?.fields).toEqual([{ name: 'value', held: 'env:MONITORING_TOKEN' }]);
  });

  it('has fields, and keeps those that a change leaves out', async () => {
    const keys = { secretAccessKey: 'secret', accessKeyId: 'id' };
    await saveCredential(token('', { name: 'aws', kind: 'aws-keys', fields: keys }), 'ann');
    await saveCredential(
      token('', { name: 'aws', kind: 'aws-keys', fields: { accessKeyId: 'id-2' }, version: 1 }),
      'ann',
    );
    expect(await credentials.resolve('credential:aws/accessKeyId')).toBe('id-2');
    expect(await credentials.resolve('credential:aws')).toBe('secret');
    await expect(credentials.resolve('credential:aws/other')).rejects.toThrow('no field “other”');
  });

  it('is not overwritten by somebody who did not see the last change', async () => {
    await saveCredential(token('one'), 'ann');
    expect(await saveCredential(token('two'), 'ben')).toEqual({ ok: false, code: 'taken' });
    await saveCredential(token('two', { version: 1 }), 'ben');
    expect(await saveCredential(token('three', { version: 1 }), 'ann')).toEqual({ ok: false, code: 'changed' });
    expect(await credentials.resolve('credential:monitoring')).toBe('two');
  });

  it('opens in no other row', async () => {
    await saveCredential(token(CANARY), 'ann');
    await saveCredential(token('mine', { name: 'other' }), 'eve');
    const { fields } = await db().credential.findUniqueOrThrow({ where: { name: 'monitoring' } });
    await db().credential.update({ where: { name: 'other' }, data: { fields: fields ?? {} } });
    const error = await credentials.resolve('credential:other').catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: 'auth', message: expect.stringContaining('does not open') });
  });

  it('says what to do when it is gone', async () => {
    await saveCredential(token(CANARY), 'ann');
    await removeCredential('monitoring', 'ann');
    await expect(credentials.resolve('credential:monitoring')).rejects.toMatchObject({
      code: 'auth',
      message: expect.stringContaining('“monitoring” does not exist'),
    });
  });

  it('is told who uses it, and whether it is missing or past its end', async () => {
    await importCatalogue(shop('https://shop.example/'), 'test');
    const config = (await db().check.findFirstOrThrow()).config;
    expect(await credentialTroubles(config)).toEqual([{ name: 'monitoring', trouble: 'missing', at: null }]);
    const ended = '2020-01-01T00:00:00.000Z';
    await saveCredential(token(CANARY, { expiresAt: ended }), 'ann');
    expect(await credentialTroubles(config)).toEqual([{ name: 'monitoring', trouble: 'expired', at: ended }]);
    expect((await listCredentials())[0]?.usedBy).toEqual([{ slug: 'shop', service: 'Shop', part: 'Health' }]);
  });
});

describe('the key', () => {
  it('is a file that nobody else may read', async () => {
    await saveCredential(token(CANARY), 'ann');
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
  });

  it('is changed by a rotation: everything opens, and the old key is gone', async () => {
    await saveCredential(token(CANARY), 'ann');
    const old = await readFile(keyFile(), 'utf8');
    expect(await rotateKeys({ inFile: true }, 'test')).toBe(1);
    expect(await readFile(keyFile(), 'utf8')).not.toContain(old.trim());
    expect(await credentials.resolve('credential:monitoring')).toBe(CANARY);
  });

  it('is handed to nobody, nor is what signs sessions', async () => {
    await expect(credentials.resolve(`file:${keyFile()}`)).rejects.toThrow('Repli’s own');
    await expect(credentials.resolve('env:NEXTAUTH_SECRET')).rejects.toThrow('Repli’s own');
    await saveCredential(token('env:NEXTAUTH_SECRET'), 'eve');
    await expect(credentials.resolve('credential:monitoring')).rejects.toThrow('Repli’s own');
  });
});
