import { randomUUID } from 'node:crypto';
import pg from 'pg';

const ANSWER_WITHIN_MS = 5_000;

export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Makes sure that notifications arrive on this connection: behind a pooler that hands out a server connection per
 * transaction, live pages would silently stay still. Throws ListenError.
 */
export async function checkListen(databaseUrl: string): Promise<void> {
  const channel = `repli_boot_${randomUUID().replaceAll('-', '')}`;
  const listener = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  const teller = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  try {
    await Promise.all([listener.connect(), teller.connect()]);
    await listener.query(`LISTEN ${channel}`);
    const heard = once(listener);
    await teller.query(`NOTIFY ${channel}`);
    if (!(await heard)) {
      throw new ListenError(
        'DATABASE_URL leads through a connection pooler that loses notifications. Use the address of PostgreSQL itself, or a pooler in session mode.',
      );
    }
  } finally {
    await Promise.allSettled([listener.end(), teller.end()]);
  }
}

function once(client: pg.Client): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
    client.once('notification', () => {
      clearTimeout(late);
      resolve(true);
    });
  });
}
