import pg from 'pg';

/** What the texts are made of; each also has words of its own, so that some are in few texts and some in all. */
const WORDS =
  'deployment rollback database migration latency checkout timeout certificate queue worker cache index replica node ' +
  'release branch alert dashboard supplier payment session token proxy network disk memory traffic customer error retry';

/**
 * Gives every incident of the database a post-mortem with an entry in the library: texts of some 60 words, of which one
 * in 2,000 texts shares its rarest.
 */
export async function seedManyPostmortems(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO postmortems (incident_id, locale, body, version, updated_by, updated_at)
       SELECT id, (ARRAY['en', 'fr'])[1 + number % 2],
         '## Incident' || E'\\n\\nEverybody wrote about it. Rare words: needle' || number % 2000 || E'.\\n\\n' ||
           (SELECT string_agg(words[1 + (number * 7 + n * n * 13) % array_length(words, 1)], ' ') FROM generate_series(1, 55) AS n),
         2, 'Somebody', declared_at
       FROM incidents, (SELECT string_to_array($1, ' ') AS words) AS vocabulary`,
      [WORDS],
    );
    await client.query(
      `INSERT INTO postmortem_entries (incident_id, number, service_id, title, class, drill, outcome, declared_at, review,
         cause, tags, to_declare_ms, to_decide_ms, to_tell_ms, to_recover_ms, evaluation_ms, communication_ms,
         execution_ms, verification_ms, evaluation_budget_ms, communication_budget_ms, execution_budget_ms,
         verification_budget_ms, flaps, search)
       SELECT i.id, i.number, i.service_id, i.title, i.class, i.drill, 'recovered', i.declared_at,
         (ARRAY['draft', 'in_review', 'published', 'published'])[1 + i.number % 4],
         (ARRAY['code', 'migration', 'configuration', 'capacity', NULL])[1 + i.number % 5],
         ARRAY['tag-' || i.number % 50, 'tag-' || i.number % 7],
         60000 + i.number % 600 * 1000, 90000 + i.number % 90 * 1000, 120000 + i.number % 60 * 1000,
         300000 + i.number % 900 * 1000, 90000 + i.number % 90 * 1000, 30000 + i.number % 60 * 1000,
         120000 + i.number % 400 * 1000, 130000 + i.number % 300 * 1000, 120000, 60000, 300000, 300000,
         CASE WHEN i.number % 6 = 0 THEN ARRAY['Error rate'] ELSE '{}' END,
         setweight(to_tsvector('repli_en', i.title), 'A') ||
           setweight(to_tsvector((CASE p.locale WHEN 'fr' THEN 'repli_fr' ELSE 'repli_en' END)::regconfig, p.body), 'B')
       FROM incidents i JOIN postmortems p ON p.incident_id = i.id`,
    );
    await client.query('VACUUM ANALYZE postmortem_entries');
    await client.query('VACUUM ANALYZE postmortems');
  } finally {
    await client.end();
  }
}
