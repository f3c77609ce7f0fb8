import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '@/lib/db/migrate';
import { ensurePostgres } from '@/scripts/db/ensure-postgres';
import type { TestDatabase } from '../database';

/** A PostgreSQL of the test's own, which it can stop without disturbing any other test. */
export interface OwnPostgres extends TestDatabase {
  stop(): void;
  start(): Promise<void>;
}

export async function makeOwnPostgres(): Promise<OwnPostgres> {
  const folder = path.join(os.tmpdir(), `repli-postgres-${randomUUID()}`);
  const ensure = () => ensurePostgres(folder, 'repli', ['fsync=off']);
  const { url, home, stop } = await ensure();
  await migrate(url, path.resolve('prisma/migrations'));
  return {
    url,
    stop: () => void stop(),
    async start() {
      const again = await ensure();
      if (again.url !== url) throw new Error('another program took its port meanwhile');
    },
    async drop() {
      stop();
      for (const made of [folder, home]) rmSync(made, { recursive: true, force: true });
    },
  };
}
