import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import pg from 'pg';

/** What a browser sends: the name and value of its session cookie. */
export const SESSION_COOKIE = 'next-auth.session-token';

/** Makes people with open sessions in a database; answers their session cookies' values. */
export async function signPeopleIn(databaseUrl: string, secret: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO users (id, email, name, role)
       SELECT id, id || '@bench.example', 'Person ' || n, 'commander' FROM unnest($1::text[]) WITH ORDINALITY AS u (id, n)`,
      [ids],
    );
    await client.query(
      `INSERT INTO sessions (id, user_id, expires_at)
       SELECT id, id, now() + interval '1 day' FROM unnest($1::text[]) AS u (id)`,
      [ids],
    );
  } finally {
    await client.end();
  }
  return Promise.all(ids.map((sessionId) => encode({ token: { sessionId }, secret })));
}
