import path from 'node:path';
import { migrate } from '@/lib/db/migrate';

/** `npm run migrate`: applies prisma/migrations to DATABASE_URL. */
const url = process.env.DATABASE_URL;
if (!url) {
  process.stderr.write(
    'DATABASE_URL is not set. Example: DATABASE_URL=postgresql://repli:password@127.0.0.1:5432/repli npm run migrate\n',
  );
  process.exit(1);
}
try {
  const applied = await migrate(url, path.resolve(import.meta.dirname, '../../prisma/migrations'));
  process.stdout.write(applied.length ? `Applied ${applied.join(', ')}\n` : 'The database is up to date\n');
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
  process.exit(1);
}
