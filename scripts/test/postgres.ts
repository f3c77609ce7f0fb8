import path from 'node:path';
import { ensurePostgres } from '../db/ensure-postgres';

/** Tests throw their data away: nothing needs to survive a power cut. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** The embedded PostgreSQL of the tests. Each test makes databases of its own in it. */
export async function testPostgres(dataDir: string) {
  return ensurePostgres(path.join(dataDir, 'test-postgres'), 'postgres', FAST);
}

/** Keeps it running meanwhile and leaves it as it was: running only if it ran before. */
export async function withTestPostgres<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const postgres = await testPostgres(dataDir);
  try {
    return await work();
  } finally {
    if (!postgres.adopted) postgres.stop();
  }
}
