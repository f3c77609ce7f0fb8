import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { listCredentials } from '@/lib/credentials/read';
import { credentials } from '@/lib/credentials/resolve';
import { saveCredential } from '@/lib/credentials/store';
import { closeDb } from '@/lib/db/client';
import { type Served, serveEmulator } from '@/lib/lab/emulator/serve';
import { ProviderError } from '@/lib/providers/error';
import { secretsManager } from '@/lib/providers/secrets-manager';
import { behindARole, ROLE, SESSION } from '../setup/assumable-role';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { TEST_SECRET } from '../setup/signed-in';

const SOURCE_SECRET = 'canary-source-s3cret';
const soon = () => ({ signal: AbortSignal.timeout(20_000) });
let database: TestDatabase;
let dataDir: string;
let emulator: ReturnType<typeof behindARole>;
let served: Served;

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'repli-keys-'));
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('NEXTAUTH_SECRET', TEST_SECRET);
  vi.stubEnv('REPLI_DATA_DIR', dataDir);
  emulator = behindARole();
  served = await serveEmulator(emulator);
  const fields = {
    roleArn: ROLE.arn,
    externalId: ROLE.externalId,
    accessKeyId: ROLE.source,
    secretAccessKey: SOURCE_SECRET,
  };
  const common = { kind: 'aws-role' as const, expiresAt: null, version: 0 };
  await saveCredential({ ...common, name: 'rollback', fields }, 'ann');
  await saveCredential({ ...common, name: 'stranger', fields: { ...fields, externalId: 'another' } }, 'ann');
});
afterAll(async () => {
  served.close();
  await closeDb();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const connect = (name: string) =>
  secretsManager.connect(
    secretsManager.config.parse({
      secretId: 'shop/database-url',
      region: 'eu-west-3',
      endpoint: served.url,
      credentials: {
        kind: 'role',
        roleArn: `credential:${name}`,
        externalId: `credential:${name}/externalId`,
        accessKeyId: `credential:${name}/accessKeyId`,
        secretAccessKey: `credential:${name}/secretAccessKey`,
      },
    }),
    { clock: () => new Date(), credentials, cacheDir: '/nonexistent' },
  );

it('a component is read as the role of a named credential, which is assumed once for many calls', async () => {
  const connection = connect('rollback');
  const { revisions } = await connection.revisions({ limit: 10 }, soon());
  expect(revisions.filter(({ current }) => current)).toHaveLength(1);
  expect((await connection.current(soon())).id).toBe(revisions[0]?.id);
  expect(emulator.assumed()).toBe(1);
});

it('says which role may not be assumed, and shows no secret', async () => {
  const error = await connect('stranger')
    .current(soon())
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof ProviderError)) throw error;
  expect([error.code, error.retryable]).toEqual(['auth', false]);
  expect(error.message).toContain('sts:AssumeRole');
  const shown = inspect([error, await listCredentials()], { depth: 20, showHidden: true });
  for (const secret of [SOURCE_SECRET, ROLE.externalId, SESSION.secretAccessKey, SESSION.token])
    expect(shown.includes(secret), 'a secret is visible').toBe(false);
});

it('keeps a credential of the kind incomplete without the role', async () => {
  const saved = await saveCredential(
    { name: 'half', kind: 'aws-role', fields: { externalId: 'x' }, expiresAt: null, version: 0 },
    'ann',
  );
  expect(saved).toEqual({ ok: false, code: 'incomplete' });
});
