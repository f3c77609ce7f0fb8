import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { migrate } from '@/lib/db/migrate';
import { ensurePostgres } from '../db/ensure-postgres';
import { loadEnvFile } from './env-file';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Points a command at the console's database before the settings are first read: DATABASE_URL where it is set,
 * else the embedded one that `npm run up` uses. Such a command signs nothing, so it needs no NEXTAUTH_SECRET.
 */
export async function openDatabase(): Promise<void> {
  loadEnvFile(ROOT);
  process.env.NEXTAUTH_SECRET ||= randomBytes(32).toString('base64');
  if (!process.env.DATABASE_URL) {
    const folder = path.resolve(ROOT, process.env.REPLI_DATA_DIR || '.data', 'postgres');
    process.env.DATABASE_URL = (await ensurePostgres(folder, 'repli')).url;
  }
  await migrate(process.env.DATABASE_URL, path.join(ROOT, 'prisma/migrations'));
}

/** The language of the person at the terminal. */
export function terminalLocale(): 'en' | 'fr' {
  const wanted = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  return wanted.startsWith('fr') ? 'fr' : 'en';
}
