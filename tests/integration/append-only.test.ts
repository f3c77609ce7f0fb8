import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../setup/database';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    INSERT INTO services (id, slug, name, environment, owner, stability, updated_at) VALUES ('s', 's', 's', 'test', 'o', '{}', now());
    INSERT INTO incidents (id, service_id, title, class, status, phase, drill, commander_id, commander, declared_at, last_seq, last_at, last_hash, state, state_version)
      VALUES ('i', 's', 't', 'urgent', 'open', 'evaluation', false, 'u', 'u', now(), 1, now(), 'h', '{}', 1);
    INSERT INTO events (incident_id, seq, type, at, payload, prev_hash, hash) VALUES ('i', 1, 'note.added', now(), '{}', '', 'h');
  `);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

test.each([
  ['DELETE FROM events'],
  ['TRUNCATE events'],
  ['UPDATE events SET payload = \'{"forged":true}\''],
  ["UPDATE events SET hash = 'x', texts = '{}'"],
  ['UPDATE events SET seq = 2'],
])('the database refuses to change the timeline: %s', async (sql) => {
  await expect(client.query(sql)).rejects.toThrow('append-only');
});

test('the text of an event can be redacted', async () => {
  await client.query(`UPDATE events SET texts = '{"d": null}'`);
  const { rows } = await client.query('SELECT texts FROM events');
  expect(rows).toEqual([{ texts: { d: null } }]);
});
